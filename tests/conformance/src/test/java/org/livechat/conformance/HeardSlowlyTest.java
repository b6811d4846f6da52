package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One who reads a recording a little at a time, over a real connection. */
@Timeout(120)
class HeardSlowlyTest {
    /** More than systems keep for a socket that is not read. */
    private static final int LARGE = 64 << 20;

    private static final int WINDOW = 64 << 10;

    /** Between two looks, in which so much is read that no piece ever waits long: all of it would take minutes. */
    private static final int PAUSE_MILLIS = 200;

    @TempDir
    private Path folder;

    @Test
    void an_answer_ends_in_time_however_steadily_its_reader_reads_a_little() throws Exception {
        try (var server = new WholeServer(Map.of(
                "parts.store", "sqlite",
                "data", folder.toString(),
                "access.secret.replay", "*",
                "http.answer_timeout", "1h",
                "replay.requests_per_user", "1",
                "replay.requests_per_second", "10000",
                "replay.answer_timeout", "10s",
                "replay.slowest_rate", "64MiB"))) {
            String large = Recorded.said(server, "ann", "large", "0801");
            String small = Recorded.said(server, "ann", "small", "0802");
            try (var file = new RandomAccessFile(
                    folder.resolve("recordings/large/" + large + ".ogg").toFile(), "rw")) {
                file.setLength(LARGE);
            }
            try (Socket slow = asks(server, large);
                    var reader = new LittleAtATime(slow.getInputStream())) {
                reader.begin();
                assertThat(heard(server, small)).as("the one place is taken").isEqualTo(429);
                assertThat(server.figure("livechat_replay_cut_total", "")).isZero();
                int status = heard(server, small);
                while (status == 429) {
                    status = heard(server, small);
                }
                assertThat(status).isEqualTo(200);
                assertThat(server.figure("livechat_replay_cut_total", "")).isEqualTo(1);
                assertThat(reader.all()).isLessThan(LARGE);
            }
            assertThat(heard(server, small)).as("read at once").isEqualTo(200);
            assertThat(server.figure("livechat_http_unread_answers_total", ""))
                    .as("cut for the recording, and not counted as an answer that nobody reads")
                    .isZero();
            assertThat(server.figure("livechat_replay_cut_total", "")).isEqualTo(1);
        }
    }

    private static int heard(WholeServer server, String id) throws Exception {
        return server.send(server.request("/recordings/" + id)
                        .header("Authorization", "Bearer " + WholeServer.SECRET)
                        .header("Livechat-User", "bob"))
                .statusCode();
    }

    private static Socket asks(WholeServer server, String id) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(WINDOW);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        String request = String.join(
                "\r\n",
                "GET /recordings/" + id + " HTTP/1.1",
                "Host: 127.0.0.1:" + server.port(),
                "Authorization: Bearer " + WholeServer.SECRET,
                "Livechat-User: bob",
                "",
                "");
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static final class LittleAtATime implements AutoCloseable {
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final InputStream answer;
        /** Of the clock's thread. */
        private long read;

        LittleAtATime(InputStream answer) {
            this.answer = answer;
        }

        /** Returns when the answer has begun. */
        void begin() throws Exception {
            clock.submit(this::readSome).get();
            var _ = clock.scheduleAtFixedRate(this::readSome, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void readSome() {
            try {
                read += Math.max(0, answer.read(new byte[WINDOW]));
            } catch (IOException ended) {
                throw new UncheckedIOException(ended);
            }
        }

        /** Reads, as fast as can be, to the end that there is now; returns the bytes of all. */
        long all() throws Exception {
            return clock.submit(() -> {
                        try {
                            byte[] some = new byte[WINDOW];
                            for (int count = answer.read(some); count > 0; count = answer.read(some)) {
                                read += count;
                            }
                        } catch (SocketException reset) {
                            assertThat(reset).hasMessageContaining("reset");
                        }
                        return read;
                    })
                    .get();
        }

        @Override
        public void close() {
            clock.shutdownNow();
        }
    }
}
