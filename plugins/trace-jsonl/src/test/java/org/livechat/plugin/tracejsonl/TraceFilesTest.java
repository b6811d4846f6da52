package org.livechat.plugin.tracejsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of one or more runs in one folder; no time passes but what the test says. */
class TraceFilesTest {
    private static final int FILE_BYTES = 1000;

    @TempDir
    private Path temporary;

    private Instant now = Instant.parse("2026-11-28T16:30:44.123456Z");

    private Path folder() {
        return temporary.resolve("data/trace");
    }

    private TraceFiles run(int files) {
        return new TraceFiles(folder(), FILE_BYTES, files, () -> now, FileNames::make);
    }

    private static ByteBuffer line(String text) {
        return ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static ByteBuffer line(int bytes) {
        return line("x".repeat(bytes - 1));
    }

    @Test
    void a_file_is_named_by_its_time_and_its_owners_alone() throws IOException {
        try (TraceFiles files = run(3)) {
            files.open();
            Path file = Events.files(folder()).getFirst();
            assertThat(file.getFileName()).hasToString("trace-20261128T163044123Z.jsonl");
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(folder())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void a_line_that_does_not_fit_begins_the_next_file() throws IOException {
        try (TraceFiles files = run(3)) {
            files.open();
            files.write(line(600));
            files.write(line(400));
            files.write(line(1));
            assertThat(Events.sizes(folder())).containsExactly(1000L, 1L);
        }
    }

    @Test
    void all_files_together_stay_below_the_bound_whatever_is_written() throws IOException {
        try (TraceFiles files = run(4)) {
            files.open();
            for (int round = 0; round < 500; round++) {
                files.write(line(1 + round * 37 % FILE_BYTES));
                assertBounded(4);
            }
            assertThat(Events.files(folder())).hasSize(4);
        }
    }

    @Test
    void names_sort_by_time_also_within_a_millisecond_and_when_the_clock_was_set_back() throws IOException {
        for (int run = 0; run < 3; run++) {
            try (TraceFiles files = run(100)) {
                files.open();
                for (int number = 0; number < 4; number++) {
                    files.write(line(Integer.toString(10 * run + number) + " ".repeat(900)));
                }
            }
            now = now.minusSeconds(3600);
        }
        assertThat(Events.files(folder()).stream().map(TraceFilesTest::number))
                .containsExactly(0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23);
    }

    private static int number(Path file) {
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_restart_begins_a_new_file_and_the_bound_counts_those_of_before() throws IOException {
        for (int run = 0; run < 6; run++) {
            try (TraceFiles files = run(3)) {
                files.open();
                files.write(line("run " + run));
                assertBounded(3);
            }
            now = now.plusSeconds(1);
        }
        assertThat(Events.files(folder())).hasSize(3);
        assertThat(Events.files(folder()).getFirst()).content().isEqualTo("run 3\n");
    }

    @Test
    void files_of_a_run_with_a_larger_bound_go_too() throws IOException {
        try (TraceFiles files = new TraceFiles(folder(), 50_000, 3, () -> now, FileNames::make)) {
            files.open();
            files.write(line(40_000));
        }
        now = now.plusSeconds(1);
        try (TraceFiles files = run(3)) {
            files.open();
            files.write(line("small"));
        }
        assertThat(Events.sizes(folder())).containsExactly(6L);
    }

    @Test
    void a_line_that_a_crash_has_cut_stays_the_last_of_its_file() throws IOException {
        Files.createDirectories(folder());
        Path cut = Files.writeString(folder().resolve("trace-20261128T160000000Z.jsonl"), "{\"ts\":1}\n{\"ts");
        try (TraceFiles files = run(3)) {
            files.open();
            files.write(line("{}"));
        }
        assertThat(cut).content().isEqualTo("{\"ts\":1}\n{\"ts");
        assertThat(Events.files(folder()).getLast()).content().isEqualTo("{}\n");
    }

    @Test
    void what_it_did_not_name_itself_is_never_deleted() throws IOException {
        Files.createDirectories(folder());
        Path outside = Files.writeString(temporary.resolve("outside"), "precious");
        for (String name : new String[] {
            "trace.jsonl",
            "trace-20261128.jsonl",
            "trace-20269999T999999999Z.jsonl",
            "trace-20200101T000000000Z.jsonl.gz",
            "my-trace-20200101T000000000Z.jsonl"
        }) {
            Files.writeString(folder().resolve(name), "x".repeat(5000));
        }
        Files.createDirectory(folder().resolve("trace-20200101T000000000Z.jsonl"));
        Files.createSymbolicLink(folder().resolve("trace-20200101T000000001Z.jsonl"), outside);
        try (TraceFiles files = run(2)) {
            files.open();
            for (int round = 0; round < 20; round++) {
                files.write(line(900));
            }
        }
        assertThat(Events.files(folder())).hasSize(9);
        assertThat(outside).hasContent("precious");
    }

    @Test
    void a_file_that_was_moved_away_is_followed_by_another() throws IOException {
        try (TraceFiles files = run(3)) {
            files.open();
            files.write(line("one"));
            Path shipped = Files.move(Events.files(folder()).getFirst(), temporary.resolve("shipped"));
            files.write(line("two"));
            assertThat(shipped).content().isEqualTo("one\n");
            assertThat(Events.sizes(folder())).containsExactly(4L);
        }
    }

    private void assertBounded(int files) {
        assertThat(Events.files(folder())).hasSizeLessThanOrEqualTo(files);
        assertThat(Events.files(folder()).stream()
                        .mapToLong(file -> file.toFile().length())
                        .sum())
                .isLessThanOrEqualTo((long) files * FILE_BYTES);
    }
}
