package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.FloorIndicator;
import org.livechat.api.recording.Recorder;
import org.livechat.api.store.StoredRecording;
import org.livechat.api.trace.TraceSink;

/** A file that has ended, cannot be finished, and is removed by somebody while it waits. */
@Timeout(60)
class GoneFileTest {
    private static final byte[] FRAME = {(byte) (31 << 3), (byte) 0xFF, (byte) 0xFE};
    private static final String ID = "20260101-000000000-0011223344556677";

    @TempDir
    Path data;

    private final StuckStore store = new StuckStore();
    private final Alarm alarm = new Alarm(TraceSink.none());
    private Clerk clerk;
    private Path unfinished;

    @BeforeEach
    void set() throws Exception {
        Path channel = Files.createDirectories(data.resolve("CH_0001"));
        unfinished = channel.resolve(ID + RecordingIds.UNFINISHED);
        var wait = new DiskWait("the disk waits", 2, System::nanoTime);
        clerk = new Clerk(
                data,
                OggRecorderProvider.defaults(Map.of()),
                store.store(),
                alarm,
                new WriteAlarm(data, alarm, Clerk.RETRY, wait),
                new RecordingIds(),
                wait);
    }

    @AfterEach
    void stop() {
        clerk.close();
    }

    @Test
    void one_without_a_row_gets_one_that_says_so_and_the_alarm_ends() throws Exception {
        store.worksAgain();
        clerk.start();
        // A folder in its place is what nobody can write into.
        Files.createDirectory(unfinished);
        clerk.ended(new EndedFile(unfinished, Optional.of(talk()), Optional.empty(), 0));
        Workshop.await(() -> alarm.problem().isPresent());
        assertThat(alarm.problem().orElseThrow()).contains(ID);
        assertThat(store.recorded()).isEmpty();
        Files.delete(unfinished);
        Workshop.await(() -> alarm.problem().isEmpty());
        assertThat(store.recorded()).hasSize(1);
        StoredRecording row = store.recorded().getFirst();
        assertThat(row.id()).isEqualTo(ID);
        assertThat(row.userId()).isEqualTo("ann");
        assertThat(row.file()).isEmpty();
        assertThat(row.note()).isEqualTo("its file was removed while it was written");
    }

    @Test
    void one_that_a_killed_run_has_left_ends_the_alarm_too() throws Exception {
        write("no time");
        store.worksAgain();
        clerk.start();
        Workshop.await(() -> alarm.problem().isPresent());
        assertThat(alarm.problem().orElseThrow()).contains(ID);
        Files.delete(unfinished);
        Workshop.await(() -> alarm.problem().isEmpty());
        assertThat(store.recorded()).isEmpty();
    }

    @Test
    void one_that_has_its_row_gets_no_other_one() throws Exception {
        write("1");
        // It cannot get its name: there is something of that name already.
        Path name = Files.createDirectory(unfinished.resolveSibling(ID + RecordingIds.FINISHED));
        Files.createFile(name.resolve("something"));
        store.worksAgain();
        clerk.start();
        clerk.ended(new EndedFile(unfinished, Optional.of(talk()), Optional.empty(), 0));
        Workshop.await(() -> alarm.problem().isPresent());
        Files.delete(unfinished);
        Workshop.await(() -> alarm.problem().isEmpty());
        assertThat(store.recorded()).hasSize(1);
        assertThat(store.recorded().getFirst().file()).isNotEmpty();
    }

    @Test
    void one_whose_row_the_store_has_given_up_gets_one() throws Exception {
        write("1");
        clerk.start();
        clerk.ended(new EndedFile(unfinished, Optional.of(talk()), Optional.empty(), 0));
        Workshop.await(() -> !store.recorded().isEmpty());
        Files.delete(unfinished);
        Workshop.await(() -> store.recorded().size() > 1);
        assertThat(store.recorded().getLast().note()).isEqualTo("its file was removed while it was written");
    }

    private static Recorder.Talk talk() {
        return new Recorder.Talk("CH_0001", "ann", FloorIndicator.NORMAL);
    }

    private void write(String startedAt) throws Exception {
        try (var ogg =
                new OggOpusFile(unfinished, 7, false, Map.of(Recording.STARTED, startedAt, Recording.USER, "ann"))) {
            ogg.write(FRAME, 0, FRAME.length, Workshop.FRAME);
            ogg.flush();
        }
    }
}
