package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.FloorIndicator;
import org.livechat.api.recording.BurstTape;
import org.livechat.api.recording.Recorder;
import org.livechat.api.trace.TraceSink;

/** What fails is said for as long as it does, and keeps nothing else from being recorded. */
@Timeout(60)
class FailingDiskTest {
    private static final byte[] FRAME = {(byte) (31 << 3), (byte) 0xFF, (byte) 0xFE};
    /** A header has no room for it. */
    private static final String TOO_LONG = "u".repeat(70_000);

    private static final Recorder.Talk ANN = new Recorder.Talk("CH_0001", "ann", FloorIndicator.NORMAL);

    @TempDir
    Path data;

    @Test
    void a_folder_that_cannot_be_made_is_a_problem_until_somebody_is_recorded_again() throws Exception {
        Files.createFile(Files.createDirectory(data.resolve("recordings")).resolve("CH_0002"));
        try (var workshop = new Workshop(data, Map.of())) {
            say(workshop, "CH_0002", "ann");
            Workshop.await(() -> workshop.recorder.problem().isPresent());
            assertThat(workshop.recorder.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("CH_0002"));
            Workshop.await(() -> workshop.figure("recorder.lost") > 0);
            say(workshop, "CH_0001", "ben");
            workshop.await(1);
            Workshop.await(() -> workshop.recorder.problem().isEmpty());
        }
    }

    @Test
    void a_disk_that_works_again_ends_the_alarm_though_nobody_speaks() throws Exception {
        Path blocked = Files.createFile(
                Files.createDirectory(data.resolve("recordings")).resolve("CH_0002"));
        try (var workshop = new Workshop(data, Map.of())) {
            say(workshop, "CH_0002", "ann");
            Workshop.await(() -> workshop.figure("recorder.failing") == 1);
            Workshop.await(() -> workshop.figure("recorder.bursts") == 0);
            Files.delete(blocked);
            Workshop.await(() -> workshop.figure("recorder.failing") == 0);
            assertThat(workshop.figure("recorder.files")).as("recorded since").isZero();
            assertThat(blocked).as("what was written to try it is gone").isEmptyDirectory();
        }
    }

    @Test
    void while_the_disk_fails_trying_it_does_not_end_the_alarm() throws Exception {
        Path blocked = Files.createFile(data.resolve("CH_0002"));
        var alarm = new Alarm(TraceSink.none());
        var wait = new DiskWait("the disk waits", 2, System::nanoTime);
        var writing = new WriteAlarm(data, alarm, Duration.ZERO, wait);
        writing.tryAgain();
        assertThat(alarm.problem())
                .as("nothing has failed, and nothing is tried")
                .isEmpty();
        writing.fails(blocked, new IOException("no room"));
        writing.tryAgain();
        assertThat(alarm.problem()).hasValue(blocked + ": no room");
        var waitsLonger = new WriteAlarm(data, alarm, Duration.ofHours(1), wait);
        Files.delete(blocked);
        waitsLonger.tryAgain();
        assertThat(alarm.problem()).as("it has failed just now").isPresent();
        writing.tryAgain();
        assertThat(alarm.problem()).isEmpty();
        assertThat(wait.sinceNanos()).isEmpty();
    }

    @Test
    void what_cannot_be_written_ends_one_recording_and_not_those_of_others() {
        try (var workshop = new Workshop(data, Map.of())) {
            BurstTape before = workshop.recorder.begin(ANN);
            Workshop.feed(before, frames(), System.nanoTime() - 50 * Workshop.FRAME_NANOS);
            say(workshop, "CH_0001", TOO_LONG);
            Workshop.await(() -> workshop.figure("recorder.packets") >= 51);
            before.end();
            say(workshop, "CH_0001", "ben");
            workshop.await(2);
            assertThat(workshop.rows())
                    .extracting(row -> row.recording().userId())
                    .containsExactlyInAnyOrder("ann", "ben");
        }
    }

    @Test
    void one_thing_that_works_says_nothing_of_another_one() {
        var alarm = new Alarm(TraceSink.none());
        alarm.fails(Alarm.Work.TIDYING, "the register takes nothing", new Exception());
        alarm.fails(Alarm.Work.WRITING, "the disk is full", new Exception());
        assertThat(alarm.problem()).hasValue("the disk is full; the register takes nothing");
        alarm.works(Alarm.Work.WRITING);
        assertThat(alarm.problem()).hasValue("the register takes nothing");
        alarm.works(Alarm.Work.FINISHING);
        alarm.works(Alarm.Work.TIDYING);
        assertThat(alarm.problem()).isEmpty();
    }

    @Test
    void what_was_begun_before_a_failure_does_not_end_its_alarm() {
        var alarm = new Alarm(TraceSink.none());
        long before = System.nanoTime();
        alarm.fails(Alarm.Work.WRITING, "the disk is full", new Exception());
        alarm.worksSince(Alarm.Work.WRITING, before - 1);
        assertThat(alarm.problem()).hasValue("the disk is full");
        long between = System.nanoTime();
        alarm.fails(Alarm.Work.WRITING, "the disk is still full", new Exception());
        alarm.worksSince(Alarm.Work.WRITING, between - 1);
        assertThat(alarm.problem()).hasValue("the disk is full");
        alarm.worksSince(Alarm.Work.WRITING, System.nanoTime());
        assertThat(alarm.problem()).isEmpty();
    }

    @Test
    void a_packet_that_is_no_opus_is_not_the_disks_fault() {
        try (var workshop = new Workshop(data, Map.of())) {
            byte[] tooLong = {(byte) (31 << 3 | 3), 63};
            workshop.say("ann", List.of(FRAME, tooLong, FRAME));
            workshop.await(1);
            assertThat(workshop.figure("recorder.no_opus")).isEqualTo(1);
            assertThat(workshop.figure("recorder.lost")).isZero();
        }
    }

    @Test
    void a_row_is_handed_over_once_while_the_store_fails() throws Exception {
        Path unfinished = unfinished();
        var ended = new EndedFile(unfinished, Optional.of(ANN), Optional.empty(), 0);
        var alarm = new Alarm(TraceSink.none());
        var store = new StuckStore();
        var finisher = new Finisher(data, store.store(), alarm, new DiskWait("the disk waits", 2, System::nanoTime));
        for (int i = 0; i < 5; i++) {
            assertThat(finisher.finish(ended)).isFalse();
        }
        assertThat(store.handedOver()).isEqualTo(1);
        store.worksAgain();
        assertThat(finisher.finish(ended)).isTrue();
        assertThat(store.handedOver()).as("the first one was given up").isEqualTo(2);
        assertThat(unfinished).doesNotExist();
    }

    private Path unfinished() throws Exception {
        Path file = data.resolve("20260101-000000000-0011223344556677" + RecordingIds.UNFINISHED);
        try (var ogg = new OggOpusFile(file, 7, false, Map.of(Recording.STARTED, "1", Recording.USER, "ann"))) {
            ogg.write(FRAME, 0, FRAME.length, Workshop.FRAME);
            ogg.flush();
        }
        return file;
    }

    private static void say(Workshop workshop, String channel, String user) {
        BurstTape tape = workshop.recorder.begin(new Recorder.Talk(channel, user, FloorIndicator.NORMAL));
        Workshop.feed(tape, frames(), System.nanoTime() - 50 * Workshop.FRAME_NANOS);
        tape.end();
    }

    private static List<byte[]> frames() {
        return Collections.nCopies(50, FRAME);
    }
}
