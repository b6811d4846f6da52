package org.livechat.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.trace.TraceDirection;
import org.livechat.api.trace.TraceEvent;
import org.livechat.http.server.BearerToken;
import org.livechat.http.server.HttpServer;
import org.livechat.http.server.HttpSettings;

/**
 * One who never reads, beside one who does, at 1,000 events a second. The build publishes two seconds' worth;
 * {@code -Dlivechat.scale=full} a minute's.
 */
@Timeout(180)
class SlowReaderTest {
    private static final String TOKEN = "let-me-see";
    private static final int EVENTS = "full".equals(System.getProperty("livechat.scale")) ? 60_000 : 2000;
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MOST_GROWTH_BYTES = 16 << 20;
    private static final String SUMMARY = "x".repeat(200);

    @Test
    void memory_stays_flat_and_the_other_reader_misses_nothing() throws Exception {
        TraceBus bus = new TraceBus(TraceSettings.defaults());
        HttpServer server = new HttpServer(
                HttpSettings.defaults().at("127.0.0.1", 0), List.of(new TraceRoutes(bus)), new BearerToken(TOKEN));
        server.start();
        try (Socket deaf = open(server.port());
                Socket eager = open(server.port())) {
            AtomicInteger read = new AtomicInteger();
            Thread reader = Thread.ofVirtual().start(() -> count(eager, read));
            while (bus.readers() < 2) {
                Thread.onSpinWait();
            }
            long before = usedBytes();
            long slowest = publish(bus);
            while (read.get() < EVENTS) {
                Thread.onSpinWait();
            }
            long growth = usedBytes() - before;
            System.out.printf(
                    "%,d events: heap grew by %,d bytes, the slowest publish took %,d us%n",
                    EVENTS, growth, TimeUnit.NANOSECONDS.toMicros(slowest));
            assertThat(growth).isLessThan(MOST_GROWTH_BYTES);
            assertThat(deaf.isConnected()).isTrue();
            bus.close();
            reader.join();
            assertThat(read).hasValue(EVENTS);
        } finally {
            server.close();
        }
    }

    private static long publish(TraceBus bus) {
        long slowest = 0;
        long next = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
            TraceEvent event = new TraceEvent(
                    i, TraceDirection.IN, Optional.of("A"), Optional.of("ann"), 30, "FLOOR_REQUEST", SUMMARY);
            long start = System.nanoTime();
            bus.publish(event);
            slowest = Math.max(slowest, System.nanoTime() - start);
            next += BETWEEN_NANOS;
            while (System.nanoTime() - next < 0) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
        return slowest;
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write(("GET /trace HTTP/1.1\r\nHost: here\r\nConnection: close\r\nAuthorization: Bearer " + TOKEN
                                + "\r\n\r\n")
                        .getBytes(US_ASCII));
        return socket;
    }

    private static void count(Socket socket, AtomicInteger read) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("FLOOR_REQUEST")) {
                    read.incrementAndGet();
                }
            }
        } catch (IOException _) {
            // The server has closed the stream, which is the end of it.
        }
    }
}
