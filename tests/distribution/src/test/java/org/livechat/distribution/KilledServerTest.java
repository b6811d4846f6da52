package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is killed without a word (SIGKILL), in the middle of a call or of its first start, and the one that follows it. */
@Timeout(180)
class KilledServerTest {
    private static final String CHANNEL = "CH_0001";
    private static final Pattern MEDIA_PORT =
            Pattern.compile("a=candidate:\\S+ 1 udp \\d+ \\S+ (\\d+) typ host", Pattern.CASE_INSENSITIVE);
    private static final int FRAMES_A_SECOND = 50;

    private Installation installation;
    private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        installation = Installation.unpack();
        folder = installation.folder("killed");
        Files.move(
                installation.home().resolve("extras/trace-jsonl"),
                installation.home().resolve("plugins/trace-jsonl"));
    }

    @AfterEach
    void remove() throws IOException {
        installation.close();
    }

    @Test
    void the_next_one_takes_the_same_ports_at_once_and_those_who_come_back_talk() throws Exception {
        ServerProcess first = ServerProcess.start(installation, folder, Map.of());
        try (var ann = new Caller(first.port(), first.token(), "ann", CHANNEL);
                var ben = new Caller(first.port(), first.token(), "ben", CHANNEL)) {
            ann.talk();
            ben.hear(FRAMES_A_SECOND);
            awaitTrace(1);
            Map<String, String> kept = kept();
            Map<String, String> samePorts = Map.of(
                    "LIVECHAT_HTTP_PORT", Integer.toString(first.port()),
                    "LIVECHAT_MEDIA_PORT", mediaPort(ann.answer()));

            first.kill();
            long killed = System.nanoTime();
            // The callers of before still talk to it as if nothing had been.
            try (var second = ServerProcess.start(installation, folder, samePorts)) {
                long ready = System.nanoTime();
                assertThat(kept()).as("data/").isEqualTo(kept);
                try (var annAgain = new Caller(second.port(), second.token(), "ann", CHANNEL);
                        var benAgain = new Caller(second.port(), second.token(), "ben", CHANNEL)) {
                    annAgain.talk();
                    benAgain.hear(0);
                    long heard = System.nanoTime();
                    benAgain.hear(FRAMES_A_SECOND);
                    int last = annAgain.said();
                    benAgain.hear(last);
                    System.out.printf(
                            "SIGKILL while somebody talks: ready again after %d ms, heard again after %d ms, %d of %d frames lost%n",
                            TimeUnit.NANOSECONDS.toMillis(ready - killed),
                            TimeUnit.NANOSECONDS.toMillis(heard - killed),
                            benAgain.lost(0, last),
                            last);
                    assertThat(benAgain.lost(0, last)).isLessThan(FRAMES_A_SECOND / 2);
                }
                awaitTrace(2);
                assertThat(second.output()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
                second.kill();
            }
            assertTraceIsWhole();
        } finally {
            first.kill();
        }
    }

    @Test
    void one_that_is_killed_in_its_first_start_leaves_nothing_in_the_way() throws Exception {
        Process killed = installation
                .command(
                        folder,
                        Map.of(
                                "LIVECHAT_HTTP_PORT",
                                "0",
                                "LIVECHAT_MEDIA_PORT",
                                "0",
                                "LIVECHAT_MEDIA_HOST",
                                "127.0.0.1"),
                        "lcserver")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path data = folder.resolve("data");
        while (!Files.exists(data)) {
            assertThat(killed.isAlive()).as("it starts").isTrue();
            Thread.onSpinWait();
        }
        killed.destroyForcibly().waitFor();
        try (var server = ServerProcess.start(installation, folder, Map.of());
                var ann = new Person(server.port(), server.token(), "ann")) {
            ann.send("{\"op\":11,\"d\":{\"channel_id\":\"%s\",\"ssrc\":1}}".formatted(CHANNEL));
            ann.await("\"op\":200,");
            assertThat(server.token()).hasSizeGreaterThan(20);
            assertThat(kept().keySet()).as("data/").containsExactlyInAnyOrder("secret", "admin.token");
        }
    }

    /** What the server keeps, by name, but for the trace. */
    private Map<String, String> kept() throws IOException {
        Map<String, String> kept = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return kept;
    }

    /** Files of the trace, one a start. */
    private List<Path> traces() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/trace"))) {
            return files.sorted().toList();
        }
    }

    /** Waits until that many starts have written of a floor that was granted. */
    private void awaitTrace(int starts) throws Exception {
        List<Path> traces = traces();
        assertThat(traces).hasSize(starts);
        while (!Files.readString(traces.getLast()).contains("\"op_name\":\"FLOOR_GRANTED\"")) {
            Thread.sleep(20); // asks again
        }
    }

    private void assertTraceIsWhole() throws IOException {
        for (Path trace : traces()) {
            String lines = Files.readString(trace);
            assertThat(lines).endsWith("\n");
            assertThat(lines.lines())
                    .allMatch(line -> line.matches("\\{\"ts\":\\d{13},\"dir\":\"(in|out|sys)\",\"channel_id\":.*\"}"));
        }
    }

    private static String mediaPort(String answer) {
        Matcher matcher = MEDIA_PORT.matcher(answer);
        assertThat(matcher.find()).as(answer).isTrue();
        return matcher.group(1);
    }
}
