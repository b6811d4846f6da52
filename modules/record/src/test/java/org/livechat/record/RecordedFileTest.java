package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.FloorIndicator;
import org.livechat.api.recording.Recorder;
import org.livechat.api.store.RecordingRow;

/** What ffmpeg hears in what was recorded. */
class RecordedFileTest {
    private static final double SECONDS = 8;
    private static final byte[] NOTHING = {};

    @TempDir
    Path folder;

    private List<byte[]> tone;

    @BeforeEach
    void makeTone() throws Exception {
        OpusTone.require();
        tone = new ArrayList<>(OpusTone.packets(folder, SECONDS)).subList(0, 400);
    }

    @Test
    void eight_seconds_with_a_pause_of_three_are_eight_seconds() throws Exception {
        for (int i = 125; i < 275; i++) {
            tone.set(i, NOTHING);
        }
        try (var workshop = new Workshop(folder, Map.of())) {
            workshop.say("ann", tone);
            RecordingRow row = workshop.await(1);
            ShortBuffer sound = OpusTone.decode(workshop.file(row));
            assertEightSeconds(row, sound);
            assertThat(OpusTone.hertz(sound, 0.5, 2.4)).isCloseTo(440, within(2.0));
            assertThat(OpusTone.hertz(sound, 2.6, 5.4)).isZero();
            assertThat(OpusTone.hertz(sound, 5.6, 7.9)).isCloseTo(440, within(2.0));
            assertThat(row.recording().userId()).isEqualTo("ann");
            assertThat(row.recording().channelId()).isEqualTo("CH_0001");
            assertThat(row.recording().indicator()).isEqualTo(FloorIndicator.EMERGENCY);
            assertThat(System.currentTimeMillis() - row.recording().startedAtMillis())
                    .isBetween(8_000L, 28_000L);
            assertThat(row.recording().bytes()).isEqualTo(Files.size(workshop.file(row)));
        }
    }

    @Test
    void with_one_packet_in_ten_lost_they_are_eight_seconds_too() throws Exception {
        var random = new Random(7);
        for (int i = 1; i < tone.size() - 1; i++) {
            if (random.nextInt(10) == 0) {
                tone.set(i, NOTHING);
            }
        }
        try (var workshop = new Workshop(folder, Map.of())) {
            workshop.say("ann", tone);
            RecordingRow row = workshop.await(1);
            assertEightSeconds(row, OpusTone.decode(workshop.file(row)));
        }
    }

    @Test
    void the_pages_of_a_file_follow_each_other_and_each_is_whole() throws Exception {
        try (var workshop = new Workshop(folder, Map.of())) {
            workshop.say("ann", tone);
            Path file = workshop.file(workshop.await(1));
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            OggCheck check = check(file);
            assertThat(check.end()).isEqualTo(bytes.limit());
            assertThat(check.samples()).isEqualTo(400 * 960);
            assertThat(bytes.get((int) check.lastPageAt() + OggPage.FLAGS_AT)).isEqualTo((byte) OggPage.END);
            assertThat(check.pages()).isGreaterThan(3);
        }
    }

    @Test
    void what_a_killed_server_has_left_plays_and_is_noted_at_the_next_start() throws Exception {
        Path copy = folder.resolve("copy.ogg");
        try (var workshop = new Workshop(folder, Map.of())) {
            var tape = workshop.recorder.begin(new Recorder.Talk("CH_0002", "ben", FloorIndicator.NORMAL));
            Workshop.feed(tape, tone.subList(0, 200), System.nanoTime() - 200 * Workshop.FRAME_NANOS);
            Workshop.await(() -> unfinished().stream().anyMatch(file -> size(file) > 4_000));
            // The file as a kill would leave it, and half a page behind it.
            Files.copy(unfinished().getFirst(), copy);
            Files.write(copy, new byte[] {'O', 'g', 'g', 'S', 0, 0}, StandardOpenOption.APPEND);
        }
        assertThat(OpusTone.hertz(OpusTone.decode(cut(copy)), 0.5, 2)).isCloseTo(440, within(2.0));
        Path killed =
                folder.resolve("recordings/CH_0002/20260101-000000000-0011223344556677" + RecordingIds.UNFINISHED);
        Files.move(copy, killed);
        try (var workshop = new Workshop(folder, Map.of())) {
            workshop.await(2);
            RecordingRow mended = workshop.store
                    .recording("20260101-000000000-0011223344556677")
                    .orElseThrow();
            assertThat(mended.recording().userId()).isEqualTo("ben");
            assertThat(mended.recording().channelId()).isEqualTo("CH_0002");
            assertThat(mended.recording().note()).isEqualTo("cut off: the server was killed while it was written");
            assertThat(workshop.rows())
                    .as("the others were not cut off, but ended with their server")
                    .filteredOn(row -> row.recording().note().isEmpty())
                    .hasSize(1);
            assertThat(mended.recording().lengthMillis()).isBetween(2_500L, 4_000L);
            OpusTone.decode(workshop.file(mended));
            assertThat(check(workshop.file(mended)).end()).isEqualTo(Files.size(workshop.file(mended)));
            assertThat(workshop.recorder.verify(0).problems()).isEmpty();
            assertThat(unfinished()).isEmpty();
        }
    }

    @Test
    void what_was_killed_before_there_was_anything_in_it_has_a_row_that_says_so() throws Exception {
        String id = "20260101-000000000-0011223344556677";
        Path left =
                Files.createDirectories(folder.resolve("recordings/CH_0002")).resolve(id + RecordingIds.UNFINISHED);
        new OggOpusFile(left, 7, false, Map.of(Recording.STARTED, "1", Recording.USER, "ben")).close();
        try (var workshop = new Workshop(folder, Map.of())) {
            RecordingRow row = workshop.await(1);
            assertThat(row.recording().id()).isEqualTo(id);
            assertThat(row.recording().userId()).isEqualTo("ben");
            assertThat(row.recording().file()).isEmpty();
            assertThat(row.recording().note())
                    .isEqualTo("the server was killed while it was written, before there was anything in it");
            Workshop.await(() -> Files.notExists(left));
            assertThat(workshop.recorder.verify(0).problems()).isEmpty();
        }
    }

    private static void assertEightSeconds(RecordingRow row, ShortBuffer sound) {
        assertThat(sound.limit() / (double) OpusPacket.RATE).isCloseTo(SECONDS, within(0.007));
        assertThat(row.recording().lengthMillis()).isBetween(7_990L, 8_000L);
    }

    /** A copy without half a page at its end. */
    private static Path cut(Path file) throws IOException {
        Path whole = file.resolveSibling("whole.ogg");
        Files.write(whole, java.util.Arrays.copyOf(Files.readAllBytes(file), (int)
                check(file).end()));
        return whole;
    }

    private static OggCheck check(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return OggCheck.of(channel);
        }
    }

    private List<Path> unfinished() {
        try {
            return Folders.files(folder.resolve("recordings")).stream()
                    .filter(RecordingIds::isUnfinished)
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return 0;
        }
    }
}
