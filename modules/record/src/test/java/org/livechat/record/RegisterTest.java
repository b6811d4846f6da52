package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.FloorIndicator;
import org.livechat.api.recording.Recorder;
import org.livechat.api.store.Change;
import org.livechat.api.store.RecordingRow;
import org.livechat.api.store.Store;

/** What is planted in the register or in a file is found, and named. */
class RegisterTest {
    private static final byte[] FRAME = {(byte) (31 << 3), (byte) 0xFF, (byte) 0xFE};

    @TempDir
    private static Path recorded;

    private static final List<String> ids = new ArrayList<>();

    @TempDir
    Path data;

    @BeforeAll
    static void record() {
        try (var workshop = new Workshop(recorded, Map.of())) {
            for (int i = 1; i <= 5; i++) {
                workshop.say("user" + i, Collections.nCopies(50, FRAME));
                ids.add(workshop.await(i).recording().id());
            }
        }
    }

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> all = Files.walk(recorded)) {
            for (Path each : all.skip(1).toList()) {
                Files.copy(each, data.resolve(recorded.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void what_is_as_it_was_is_in_order() {
        try (var workshop = new Workshop(data, Map.of())) {
            Recorder.Verdict verdict = workshop.recorder.verify(0);
            assertThat(verdict.problems()).isEmpty();
            assertThat(verdict.rows()).isEqualTo(5);
            assertThat(verdict.files()).isEqualTo(5);
            assertThat(verdict.head()).isEqualTo(workshop.rows().getFirst().hash());
        }
    }

    @Test
    void a_changed_byte_is_found() throws Exception {
        Path file = data.resolve("recordings/CH_0001/" + ids.get(2) + ".ogg");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertProblems("the file of row 3 (%1$s) is not what was recorded: CH_0001/%1$s.ogg".formatted(ids.get(2)));
    }

    @Test
    void a_file_that_is_gone_is_found() throws Exception {
        Files.delete(data.resolve("recordings/CH_0001/" + ids.get(2) + ".ogg"));
        assertProblems("the file of row 3 (%1$s) is not there: CH_0001/%1$s.ogg".formatted(ids.get(2)));
    }

    @Test
    void a_changed_row_is_found() throws Exception {
        sql("UPDATE recordings SET user_id = 'eve' WHERE number = 2");
        assertProblems("row 2 (%s) is not what was written: it was changed or put in".formatted(ids.get(1)));
    }

    @Test
    void a_removed_row_is_found() throws Exception {
        sql("DELETE FROM recordings WHERE number = 3");
        assertProblems("row 3 is missing before row 4 (%s)".formatted(ids.get(3)));
    }

    @Test
    void the_first_rows_are_missed_too() throws Exception {
        sql("DELETE FROM recordings WHERE number < 3");
        assertProblems("rows 1 to 2 are missing at the beginning of the register");
    }

    @Test
    void rows_that_are_too_old_go_and_are_not_missed() throws Exception {
        sql("UPDATE recordings SET at = at - 1 WHERE number < 3");
        try (var workshop = new Workshop(data, Map.of())) {
            long third = workshop.store.register(2, 1).getFirst().atMillis();
            workshop.store.keep(new Change.RecordingsForgotten(third)).await();
            assertThat(workshop.store.register(0, 100))
                    .extracting(RecordingRow::number)
                    .containsExactly(3L, 4L, 5L, 6L);
            assertThat(workshop.recorder.verify(0).problems()).isEmpty();
        }
    }

    @Test
    void the_last_rows_are_missed_too() throws Exception {
        sql("DELETE FROM recordings WHERE number > 3");
        assertProblems("rows 4 to 5 are missing at the end of the register");
    }

    @Test
    void a_row_that_was_put_in_is_found() throws Exception {
        sql(
                "INSERT INTO recordings SELECT 6, 0, at, 'false-one', channel_id, 'eve', indicator, started_at, length_ms, file,"
                        + " bytes, sha256, note, previous, hash FROM recordings WHERE number = 5");
        assertProblems(
                "row 6 (false-one) does not follow the row before it: one of the two was put in or replaced",
                "row 6 (false-one) is not what was written: it was changed or put in");
    }

    @Test
    void what_is_too_old_or_too_much_is_deleted_and_that_is_noted() throws Exception {
        try (var workshop = new Workshop(data, Map.of())) {
            var settings = OggRecorderProvider.defaults(Map.of("age", "1h"));
            var retention = new Retention(data.resolve("recordings"), settings, workshop.store);
            retention.tidy(Instant.now());
            assertThat(workshop.rows()).allMatch(row -> row.deletedAtMillis().isEmpty());
            retention.tidy(Instant.now().plus(Duration.ofHours(2)));
            assertThat(workshop.rows())
                    .hasSize(5)
                    .allMatch(row -> row.deletedAtMillis().isPresent());
            assertThat(Folders.files(data.resolve("recordings"))).isEmpty();
            assertThat(workshop.store.register(5, 100))
                    .hasSize(5)
                    .allMatch(RecordingRow::deletion)
                    .allMatch(row -> row.recording().note().equals("older than recorder.age"));
            assertThat(workshop.recorder.verify(0).problems()).isEmpty();
        }
    }

    @Test
    void a_file_that_was_put_in_is_found() throws Exception {
        Path folder = data.resolve("recordings/CH_0001");
        Files.copy(folder.resolve(ids.get(2) + ".ogg"), folder.resolve("20260101-000000000-0123456789abcdef.ogg"));
        Files.copy(
                folder.resolve(ids.get(2) + ".ogg"),
                Files.createDirectory(data.resolve("recordings/CH_0002")).resolve(ids.get(2) + ".ogg"));
        try (var workshop = new Workshop(data, Map.of())) {
            assertThat(workshop.recorder.verify(5).problems())
                    .containsExactlyInAnyOrder(
                            "the file CH_0001/20260101-000000000-0123456789abcdef.ogg has no row: it was put in",
                            "the file CH_0002/%s.ogg has no row: it was put in".formatted(ids.get(2)));
        }
    }

    @Test
    void rows_that_come_while_it_is_read_are_not_missing() {
        try (var workshop = new Workshop(data, Map.of())) {
            Store inUse = workshop.storeWhere("register", () -> {
                int now = workshop.rows().size();
                workshop.say("late", Collections.nCopies(50, FRAME));
                workshop.await(now + 1);
            });
            assertThat(new Verification(data.resolve("recordings"), inUse)
                            .after(0)
                            .problems())
                    .isEmpty();
        }
    }

    @Test
    void a_file_that_gets_its_name_or_goes_while_it_is_looked_at_is_in_order() throws Exception {
        Path file = data.resolve("recordings/CH_0001/" + ids.get(2) + ".ogg");
        Path unfinished = file.resolveSibling(ids.get(2) + ".part.ogg");
        try (var workshop = new Workshop(data, Map.of())) {
            // It is neither where it was nor where it is to be, for the first of the two looks.
            Path aside = Files.move(file, data.resolve("aside"));
            Store inUse = workshop.storeWhere("recording", () -> moveBack(aside, unfinished));
            assertThat(new Verification(data.resolve("recordings"), inUse)
                            .after(2)
                            .problems())
                    .isEmpty();
            assertThat(unfinished).exists();
        }
    }

    private static void moveBack(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_codec_that_cannot_be_recorded_is_said() {
        try (var workshop = new Workshop(data, Map.of())) {
            var tape = workshop.recorder.begin(new Recorder.Talk("CH_0001", "pat", FloorIndicator.NORMAL));
            tape.packet("PCMU", 1, 1, 160, new byte[160], 0, 160, System.nanoTime());
            tape.end();
            RecordingRow row = workshop.await(6);
            assertThat(row.recording().file()).isEmpty();
            assertThat(row.recording().note()).isEqualTo("the codec is PCMU, and only Opus is recorded");
            assertThat(workshop.recorder.verify(0).problems()).isEmpty();
        }
    }

    @Test
    void an_emergency_that_is_raised_in_a_burst_is_a_recording_of_its_own() {
        try (var workshop = new Workshop(data, Map.of())) {
            var tape = workshop.recorder.begin(new Recorder.Talk("CH_0001", "ann", FloorIndicator.NORMAL));
            long began = System.nanoTime() - 200 * Workshop.FRAME_NANOS;
            Workshop.feed(tape, Collections.nCopies(50, FRAME), began);
            Workshop.await(() -> workshop.figure("recorder.packets") == 50);
            tape.raise(FloorIndicator.EMERGENCY);
            Workshop.feed(tape, Collections.nCopies(50, FRAME), began + 50 * Workshop.FRAME_NANOS);
            tape.end();
            workshop.await(7);
            assertThat(workshop.rows().subList(0, 2))
                    .extracting(row -> row.recording().indicator())
                    .containsExactly(FloorIndicator.EMERGENCY, FloorIndicator.NORMAL);
        }
    }

    private void assertProblems(String... lines) {
        try (var workshop = new Workshop(data, Map.of())) {
            assertThat(workshop.recorder.verify(0).problems()).containsExactly(lines);
        }
    }

    private void sql(String statement) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("store/livechat.db"));
                var act = connection.createStatement()) {
            assertThat(act.executeUpdate(statement)).isPositive();
        }
    }
}
