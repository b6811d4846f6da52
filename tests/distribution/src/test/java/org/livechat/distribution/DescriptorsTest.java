package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that has fewer file descriptors than there are people who connect. */
class DescriptorsTest {
    private static final String SECRET = "a-secret-of-these-tests";
    private static final int DESCRIPTORS = 128;
    private static final int WAIT_MILLIS = 30_000;

    private final List<Socket> sockets = new ArrayList<>();
    private Installation installation;

    @BeforeEach
    void unpack() throws IOException {
        installation = Installation.unpack();
    }

    @AfterEach
    void remove() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        installation.close();
    }

    @Test
    void says_so_in_a_line_and_goes_on_with_those_whom_it_has() throws Exception {
        try (var server = ServerProcess.startWith(
                "ulimit -n " + DESCRIPTORS,
                installation,
                installation.folder("few"),
                Map.of("LIVECHAT_SECRET", SECRET, "LIVECHAT_HTTP_CONNECTIONS_PER_ADDRESS", "1000"))) {
            try (var ann = new Person(server.port(), SECRET, "ann")) {
                for (int i = 0; i < DESCRIPTORS; i++) {
                    sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
                }
                server.awaitOutput("No connection can be taken (Too many open files)");
                ann.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":0}}");
                ann.await("\"op\":200,");
                for (Socket socket : sockets) {
                    socket.close();
                }
                try (var later = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                    later.setSoTimeout(WAIT_MILLIS);
                    later.getOutputStream()
                            .write("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(new String(later.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                            .isEqualTo("HTTP/1.1 404");
                }
                assertThat(server.output())
                        .filteredOn(line -> line.contains("Too many") || line.startsWith("\t"))
                        .hasSize(1);
            }
        }
    }
}
