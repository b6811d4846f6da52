package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The machine's clock is set by an hour, forward and back, while somebody talks: what lasts goes by the clock that nobody sets, what is
 * said to people by the one that was.
 */
@Timeout(180)
class SteppedClockTest {
    private static final String SECRET = "a-secret-of-these-tests";
    private static final String CHANNEL = "CH_0001";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MAX_TALK = Duration.ofSeconds(10);
    private static final int A_SECOND_OF_FRAMES = 50;
    private static final long MOST_OFF_MILLIS = Duration.ofMinutes(2).toMillis();
    private static final int SENDER_REPORT = 200;

    /** What ann writes, so that each step has an event of its own in the trace. */
    private static final Pattern WRITTEN = Pattern.compile("\\{\"ts\":(\\d+),\"dir\":\"in\",.*\"op\":20,.*");

    @AutoClose
    private WallClock clock;

    private Installation installation;
    private Path folder;
    private ServerProcess server;

    @BeforeEach
    void start() throws Exception {
        clock = WallClock.make();
        installation = Installation.unpack();
        folder = installation.folder("stepped");
        Files.move(
                installation.home().resolve("extras/trace-jsonl"),
                installation.home().resolve("plugins/trace-jsonl"));
        lcadmin("token-key", "signing.jwk", "--jwks", "keys.json");
        Files.writeString(
                folder.resolve("livechat.yaml"),
                "access:\n  authenticators: [secret, jwt]\n  jwt:\n    keys: \"%s\"\n"
                        .formatted(folder.resolve("keys.json")));
        Map<String, String> environment = new HashMap<>(clock.environment());
        environment.put("LIVECHAT_SECRET", SECRET);
        environment.put("LIVECHAT_FLOOR_MAX_TALK", MAX_TALK.toSeconds() + "s");
        server = ServerProcess.start(installation, folder, environment, "--config", "livechat.yaml");
    }

    @AfterEach
    void remove() throws IOException {
        if (server != null) {
            server.close();
        }
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void a_call_goes_on_and_ends_when_it_has_to() throws Exception {
        String token = lcadmin("token", "medic", "--key", "signing.jwk", "--expires", "30m")
                .strip();
        try (var ann = new Caller(server.port(), SECRET, "ann", CHANNEL);
                var ben = new Caller(server.port(), SECRET, "ben", CHANNEL)) {
            ann.talk();
            long granted = System.nanoTime();
            hearASecond(ann, ben);
            assertThat(identify(token)).contains("\"op\":4,");

            for (Duration step : List.of(HOUR, HOUR.negated(), Duration.ZERO)) {
                clock.isAhead(step);
                hearASecond(ann, ben);
                assertThat(identify(token)).contains(step.equals(HOUR) ? "the token has expired" : "\"op\":4,");
            }
            assertReportsGoOnEvenly(ben);
            int last = ann.said();
            ben.hear(last);
            System.out.printf("Clock set by an hour forward and back: %d of %d frames lost%n", ben.lost(0, last), last);
            assertThat(ben.lost(0, last)).isLessThan(A_SECOND_OF_FRAMES / 2);

            // Who talks may do so as long as was said, by no clock that was set.
            assertThat(ann.person().await("\"op\":52,")).contains("max_duration");
            assertThat(Duration.ofNanos(System.nanoTime() - granted)).isGreaterThanOrEqualTo(MAX_TALK.minusSeconds(1));
        }
        server.close();
        assertTraceTellsTheTimeThatWasSet();
        assertThat(server.output()).noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
    }

    private static void hearASecond(Caller talker, Caller listener) throws InterruptedException {
        talker.person()
                .send("{\"op\":20,\"d\":{\"channel_id\":\"%s\",\"content\":\"it is %d\"}}"
                        .formatted(CHANNEL, talker.said()));
        listener.hear(talker.said() + A_SECOND_OF_FRAMES);
    }

    /** What the server says to somebody who comes with a token. */
    private String identify(String token) throws InterruptedException {
        try (var medic = Person.stranger(server.port())) {
            medic.identify("medic", token);
            return medic.await("\"op\":");
        }
    }

    /** RFC 3550 6.4.1: the time of each is behind that of the one before, by what passed between them. */
    private static void assertReportsGoOnEvenly(Caller listener) {
        List<Long> seconds = new ArrayList<>();
        for (byte[] compound : listener.reports()) {
            ByteBuffer report = ByteBuffer.wrap(compound);
            if (Byte.toUnsignedInt(report.get(1)) == SENDER_REPORT) {
                seconds.add(Integer.toUnsignedLong(report.getInt(8)));
            }
        }
        assertThat(seconds).as("sender reports").hasSizeGreaterThan(2).isSorted();
        assertThat(seconds.getLast() - seconds.getFirst()).isLessThan(MOST_OFF_MILLIS / 1000);
    }

    private void assertTraceTellsTheTimeThatWasSet() throws IOException {
        List<Long> times;
        try (Stream<Path> files = Files.list(folder.resolve("data/trace"))) {
            times = Files.readAllLines(files.findFirst().orElseThrow()).stream()
                    .map(WRITTEN::matcher)
                    .filter(line -> line.matches())
                    .map(line -> Long.parseLong(line.group(1)))
                    .toList();
        }
        assertThat(times).hasSize(4);
        long hour = HOUR.toMillis();
        assertThat(times.get(1) - times.get(0)).isBetween(hour, hour + MOST_OFF_MILLIS);
        assertThat(times.get(2) - times.get(1)).isBetween(-2 * hour, -2 * hour + MOST_OFF_MILLIS);
        assertThat(times.get(3) - times.get(2)).isBetween(hour, hour + MOST_OFF_MILLIS);
    }

    private String lcadmin(String... arguments) throws IOException {
        Ran ran = Ran.of(installation.command(folder, Map.of(), "lcadmin", arguments));
        assertThat(ran.err()).isEmpty();
        return ran.out();
    }
}
