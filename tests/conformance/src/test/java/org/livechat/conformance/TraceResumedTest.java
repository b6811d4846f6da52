package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.tools.LcTrace;

/** lctrace over ways that die, and through a restart of the server. */
@Timeout(120)
class TraceResumedTest {
    /** One that runs, and what it prints. */
    private static final class Watch implements AutoCloseable {
        private final BufferedReader shown;
        private final BufferedReader said;
        private final Thread thread;

        Watch(int port, String patience) throws IOException {
            PipedReader out = new PipedReader(1 << 16);
            PipedReader err = new PipedReader(1 << 16);
            var command = LcTrace.commandLine()
                    .setOut(new PrintWriter(new PipedWriter(out)))
                    .setErr(new PrintWriter(new PipedWriter(err)));
            shown = new BufferedReader(out);
            said = new BufferedReader(err);
            thread = Thread.ofPlatform()
                    .start(() -> command.execute(
                            "--port",
                            Integer.toString(port),
                            "--token",
                            WholeServer.ADMIN,
                            "--patience",
                            patience,
                            "--last",
                            "100",
                            "--follow"));
        }

        /** The next line with a part; what is before it may be anything but another message. */
        String await(String part) throws IOException {
            String line = shown.readLine();
            while (!line.contains(part)) {
                assertThat(line).doesNotContain("MESSAGE_CREATE");
                line = shown.readLine();
            }
            return line;
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void write(TestClient client, int characters) {
        client.send("{'op':20,'d':{'channel_id':'CH_0001','content':'" + "x".repeat(characters) + "'}}");
        client.await(101);
    }

    /** Is where the server was, for some connections, and no server. */
    private static void hangUpOn(int connections, int port) throws IOException {
        try (ServerSocket nobody = new ServerSocket(port)) {
            for (int one = 0; one < connections; one++) {
                nobody.accept().close();
            }
        }
    }

    @Test
    void a_way_that_has_died_is_noticed_and_nothing_of_what_happened_is_lost_or_shown_twice() throws Exception {
        try (WholeServer server = new WholeServer();
                FreezingRelay relay = new FreezingRelay(server.port());
                Watch watch = new Watch(relay.port(), "30s")) {
            TestClient ann = server.member("ann", "CH_0001");
            write(ann, 1);
            watch.await(" 1 characters");

            relay.freeze();
            write(ann, 2);
            write(ann, 3);

            assertThat(watch.said.readLine()).endsWith("for 30 s, not even a sign of life; trying again");
            assertThat(watch.said.readLine()).endsWith("answers again; going on");
            watch.await(" 2 characters");
            watch.await(" 3 characters");
            write(ann, 4);
            watch.await(" 4 characters");
        }
    }

    @Test
    void a_server_that_has_started_anew_is_told_with_what_it_has_kept() throws Exception {
        WholeServer first = new WholeServer();
        int port = first.port();
        try (Watch watch = new Watch(port, "30s")) {
            TestClient ann = first.member("ann", "CH_0001");
            write(ann, 1);
            watch.await(" 1 characters");
            first.close();
            assertThat(watch.said.readLine()).endsWith("ended; trying again");
            hangUpOn(6, port);
            try (WholeServer second = new WholeServer(Map.of("http.port", Integer.toString(port)))) {
                TestClient bob = second.member("bob", "CH_0001");
                write(bob, 2);
                assertThat(watch.await("TRACE_LOST")).contains("the server has started since");
                watch.await(" 2 characters");
                assertThat(watch.said.readLine())
                        .isEqualTo("lctrace: the server at 127.0.0.1:" + port + " answers again; going on");
            }
        }
    }
}
