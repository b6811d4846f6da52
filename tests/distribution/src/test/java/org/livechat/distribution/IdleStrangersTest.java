package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Row 12 of the attacks: WebSockets that say nothing, and requests of a byte now and then, beside a call. 4,000 of the former, or
 * {@code -Dlivechat.idle.sockets}, as far as there are descriptors and they come within half of the time that they may stay.
 */
@Timeout(240)
class IdleStrangersTest {
    private static final String SECRET = "a-secret-of-these-tests";
    private static final String OPERATOR = "for operators of these tests";
    private static final String CHANNEL = "CH_0001";
    private static final int MOST = Integer.getInteger("livechat.idle.sockets", 4_000);
    /** Of this process: what the test itself opens. */
    private static final int SPARE_DESCRIPTORS = 1_000;

    private static final int SLOW = 60;
    private static final Duration IDENTIFY = Duration.ofSeconds(Math.max(20, MOST / 200));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MOST_KIB_EACH = 40;
    private static final int A_SECOND_OF_FRAMES = 50;

    @AutoClose
    private final HttpClient http = HttpClient.newHttpClient();

    private Installation installation;
    private ServerProcess server;

    @BeforeEach
    void start() throws IOException {
        installation = Installation.unpack();
        server = ServerProcess.startWith(
                "ulimit -n $(ulimit -H -n)",
                installation,
                installation.folder("idle"),
                Map.of(
                        "LIVECHAT_SECRET",
                        SECRET,
                        "LIVECHAT_ADMIN_TOKEN",
                        OPERATOR,
                        "LIVECHAT_FLOOR_MAX_TALK",
                        "10m",
                        "LIVECHAT_SIGNALING_IDENTIFY_TIMEOUT",
                        IDENTIFY.toSeconds() + "s",
                        "LIVECHAT_JAVA_OPTS",
                        "-XX:TieredStopAtLevel=1 -Xmx256m"));
    }

    @AfterEach
    void remove() throws IOException {
        if (server != null) {
            server.close();
        }
        installation.close();
    }

    @Test
    void who_says_nothing_or_next_to_nothing_is_closed_in_time_and_keeps_nobody_out() throws Exception {
        int many = (int) Math.min(MOST, descriptors() - SPARE_DESCRIPTORS);
        try (var ann = new Caller(server.port(), SECRET, "ann", CHANNEL);
                var ben = new Caller(server.port(), SECRET, "ben", CHANNEL);
                var idle = new Strangers(server.port(), 77);
                var slowHeaders = new Strangers(server.port(), 78);
                var slowSeconds = new Strangers(server.port(), 79);
                var slowFrames = new Strangers(server.port(), 80)) {
            ann.talk();
            ben.hear(A_SECOND_OF_FRAMES);
            long before = memoryKib("VmRSS");

            long start = System.nanoTime();
            slowHeaders.open(SLOW, "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ", "");
            slowSeconds.open(SLOW, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", "200");
            slowFrames.open(SLOW, Strangers.UPGRADE + "\u0001\u00fe\u0010\u0000", "heartbeat_interval");
            // No longer than half of their time, so that all of them are there when somebody else comes.
            idle.openWithin(IDENTIFY.dividedBy(2), many, Strangers.UPGRADE, "heartbeat_interval");
            long opened = System.nanoTime();
            long open = (long) metric("livechat_signaling_connections");
            long full = memoryKib("VmRSS");
            assertThat(open).isGreaterThanOrEqualTo(SLOW);

            long asked = System.nanoTime();
            try (var cat = new Caller(server.port(), SECRET, "cat", CHANNEL)) {
                cat.hear(ann.said());
            }
            long let = System.nanoTime();
            until(() -> {
                slowHeaders.saySomething((byte) 'x');
                slowSeconds.saySomething((byte) 'x');
                slowFrames.saySomething((byte) ' ');
                return slowHeaders.open() + slowSeconds.open() + slowFrames.open() == 0
                        && metric("livechat_signaling_connections") <= 2;
            });
            long closed = System.nanoTime();
            assertThat(metric("livechat_signaling_identify_timeouts_total")).isGreaterThanOrEqualTo(idle.open());
            int last = ann.said();
            ben.hear(last);
            System.out.printf(
                    "%d idle WebSockets in %d ms: %d KiB each (%d MiB, then %d MiB, at most %d MiB); somebody else is in and"
                            + " hears after %d ms; all closed %d s after the last came; %d of %d frames lost%n",
                    open,
                    millis(opened - start),
                    (full - before) / open,
                    before >> 10,
                    full >> 10,
                    memoryKib("VmHWM") >> 10,
                    millis(let - asked),
                    TimeUnit.NANOSECONDS.toSeconds(closed - opened),
                    ben.lost(0, last),
                    last);
            // What it costs to run at all is shared by few where the machine is slow.
            assertThat((full - before) / Math.max(open, 2_000))
                    .as("KiB of memory each")
                    .isLessThan(MOST_KIB_EACH);
            assertThat(ben.lost(0, last)).isLessThan(2L * A_SECOND_OF_FRAMES);
        }
        assertThat(server.output()).noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
    }

    private static long descriptors() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
    }

    private long memoryKib(String what) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith(what + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come about").isLessThan(deadline);
            Thread.sleep(500); // a byte of each, and asks again
        }
    }

    private double metric(String name) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                    .header("Authorization", "Bearer " + OPERATOR)
                    .build();
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                    .sum();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the metrics were not answered", e);
        }
    }
}
