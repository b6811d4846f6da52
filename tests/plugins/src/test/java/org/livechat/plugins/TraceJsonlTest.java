package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.distribution.Person;
import org.livechat.distribution.Ran;

/** The plug-in trace-jsonl of the distribution, dropped into a folder of plug-ins, while people talk. */
@Timeout(300)
class TraceJsonlTest {
    private static final int FILE_BYTES = 64 * 1024;
    private static final String START =
            "exec \"$LIVECHAT/bin/lcserver\" --set plugins.folder=\"$PWD/plugins\" --set trace-jsonl.file_bytes=64KiB"
                    + " --set trace-jsonl.files=3 --set trace-jsonl.flush=20ms --set signaling.frames_per_second=10000"
                    + " --set signaling.frame_burst=10000";
    private static final String RIGHT_TO_LEFT = "eve\u05d0gnp";

    @TempDir
    private Path temporary;

    private Path work;

    private Path folder() {
        return work.resolve("data/trace");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> entries = Files.list(folder())) {
            return entries.sorted().toList();
        }
    }

    private List<String> lines() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files()) {
            try {
                text.append(Files.readString(file));
            } catch (NoSuchFileException _) {
                // It was the oldest, and there is a newer one.
            }
        }
        return text.toString().lines().toList();
    }

    private void await(Predicate<List<String>> isThere) throws Exception {
        while (!isThere.test(lines())) {
            Thread.sleep(20);
        }
    }

    private static Predicate<List<String>> has(String... texts) {
        return lines -> lines.stream().anyMatch(line -> Stream.of(texts).allMatch(line::contains));
    }

    @Test
    void what_people_do_is_in_rotated_files_whose_size_is_bounded() throws Exception {
        Path distribution = Distribution.copyTo(temporary.resolve("livechat"));
        work = Files.createDirectory(temporary.resolve("work"));
        Files.createDirectory(work.resolve("plugins"));
        Files.move(distribution.resolve("extras/trace-jsonl"), work.resolve("plugins/trace-jsonl"));
        Path first;
        try (var server = StockServer.start(START, work, distribution);
                var ann = new Person(server.port(), StockServer.SECRET, "ann");
                var eve = new Person(server.port(), StockServer.SECRET, RIGHT_TO_LEFT)) {
            first = files().getFirst();
            for (Person person : List.of(ann, eve)) {
                person.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":1}}");
                person.await("\"op\":200,");
            }
            talk(ann);
            talk(eve);
            await(has("\"dir\":\"in\"", "\"user_id\":\"" + RIGHT_TO_LEFT + "\"", "\"op_name\":\"FLOOR_RELEASE\""));
            assertThat(lines())
                    .anyMatch(line -> line.contains("\"op_name\":\"PLUGIN_LOADED\""))
                    .anyMatch(line -> line.contains("\"user_id\":\"ann\",\"op\":50,\"op_name\":\"FLOOR_GRANTED\""))
                    .allMatch(line -> line.matches("\\{\"ts\":\\d{13},\"dir\":\"(in|out|sys)\",\"channel_id\":.*\"}"))
                    .noneMatch(line -> line.contains(StockServer.SECRET));
            assertThat(Files.getPosixFilePermissions(first)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            the_lines_are_those_of_lctrace(server, distribution);

            while (Files.exists(first)) {
                talk(ann);
                assertBounded();
            }
            assertThat(files()).hasSize(3);
            Ran parts = Ran.of(Shell.process(
                            "exec \"$LIVECHAT/bin/lcadmin\" --token " + StockServer.ADMIN_TOKEN + " --port "
                                    + server.port() + " plugins",
                            work,
                            distribution)
                    .redirectErrorStream(false));
            assertThat(parts.out())
                    .containsPattern("(?m)^trace-jsonl +loaded +0.1.0 +trace sink trace-jsonl +-$")
                    .containsPattern("(?m)^trace-jsonl +trace sink +running +plug-in trace-jsonl 0.1.0 +");
        }
        // All that was to be told until the end is there.
        assertThat(lines().getLast()).contains("\"ts\":").endsWith("}");
        Path newest = files().getLast();
        String before = Files.readString(newest);
        try (var server = StockServer.start(START, work, distribution);
                var ann = new Person(server.port(), StockServer.SECRET, "ann")) {
            ann.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0002\",\"ssrc\":1}}");
            await(has("\"op_name\":\"CHANNEL_JOIN\"", "\"channel_id\":\"CH_0002\""));
            assertThat(files().getLast()).isGreaterThan(newest);
            assertThat(newest).content().isEqualTo(before);
            assertBounded();
            assertThat(server.output()).doesNotContain("ERROR");
        }
    }

    private void the_lines_are_those_of_lctrace(StockServer server, Path distribution) throws Exception {
        Process lctrace = Shell.process(
                        "exec \"$LIVECHAT/bin/lctrace\" --token " + StockServer.ADMIN_TOKEN + " --port " + server.port()
                                + " --json --last 1000 --follow",
                        work,
                        distribution)
                .start();
        try (var shown = lctrace.inputReader()) {
            for (int count = 0; count < 10; count++) {
                String line = shown.readLine();
                // What is no ASCII is written in another way by each, and means the same.
                if (line.contains("\"user_id\":\"ann\"")) {
                    await(lines -> lines.contains(line));
                }
            }
        } finally {
            lctrace.destroy();
        }
    }

    private static void talk(Person person) throws InterruptedException {
        for (int op : new int[] {30, 31}) {
            person.send("{\"op\":%d,\"d\":{\"channel_id\":\"CH_0001\"}}".formatted(op));
            person.await(op == 30 ? "\"op\":50," : "\"op\":54,");
        }
    }

    private void assertBounded() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += file.toFile().length();
        }
        assertThat(bytes).isLessThanOrEqualTo(3L * FILE_BYTES);
        assertThat(files()).hasSizeLessThanOrEqualTo(4);
    }
}
