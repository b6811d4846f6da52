package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What strangers can do who connect to the web server's port and speak as media clients do. */
@Timeout(120)
class WebPortStrangersTest {
    private static final String CHANNEL = "CH_0001";
    private static final int PATIENCE_MILLIS = 30_000;

    /** A binding request without attributes behind its length, which proves nothing. */
    private static final byte[] CHECK = ByteBuffer.allocate(22)
            .putShort((short) 20)
            .putShort((short) 1)
            .putShort((short) 0)
            .putInt(0x2112A442)
            .array();

    private static WholeServer server(String... settings) {
        var all = new HashMap<>(
                Map.of("media.tcp", "false", "media.tcp_on_http", "true", "media.handshake_timeout", "60s"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new WholeServer(all);
    }

    private static Socket connect(WholeServer server, byte[]... said) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        for (byte[] bytes : said) {
            socket.getOutputStream().write(bytes);
        }
        return socket;
    }

    private static void assertEnded(Socket stranger) throws IOException {
        try {
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        stranger.close();
    }

    private static double closed(WholeServer server, String reason) throws Exception {
        return server.figure("livechat_media_tcp_closed_total", "\"" + reason + "\"");
    }

    private static void await(WholeServer server, String figure, double wanted) throws Exception {
        // Bounded by the test's timeout; each look is a request, so that this does not spin.
        while (server.figure(figure, "") != wanted) {
            Thread.onSpinWait();
        }
    }

    @Test
    void who_proves_nothing_is_gone_in_time_and_counted_no_more() throws Exception {
        try (WholeServer server = server("media.handshake_timeout", "5s");
                Voice client = Voice.joinOverTcp(server.identified("ann"), CHANNEL)) {
            client.connect();
            await(server, "livechat_http_connections", 3); // with the WebSocket, and that which asks
            List<Socket> strangers = new ArrayList<>();
            for (byte[] more : new byte[][] {{}, {0}, {0, 100, 1, 2, 3}}) {
                strangers.add(connect(server, CHECK, more));
            }
            for (Socket stranger : strangers) {
                assertEnded(stranger);
            }
            assertThat(closed(server, "unproven")).isEqualTo(3);
            await(server, "livechat_http_connections", 3);
            assertThat(server.figure("livechat_media_tcp_connections", "")).isEqualTo(1);
        }
    }

    @Test
    void a_packet_that_is_too_long_and_too_many_without_a_valid_check_end_a_connection_at_once() throws Exception {
        try (WholeServer server = server()) {
            assertEnded(connect(server, CHECK, new byte[] {8, 1}));
            assertThat(closed(server, "too_long")).isEqualTo(1);

            var frames = ByteBuffer.allocate(65 * CHECK.length);
            while (frames.hasRemaining()) {
                frames.put(CHECK);
            }
            assertEnded(connect(server, frames.array()));
            assertThat(closed(server, "flood")).isEqualTo(1);
            assertThat(server.figure("livechat_media_dropped_total", "\"stun\""))
                    .isLessThanOrEqualTo(65);
        }
    }

    @Test
    void where_there_are_as_many_as_may_be_the_oldest_stranger_makes_room() throws Exception {
        try (WholeServer server = server("media.tcp_connections", "3");
                Voice client = Voice.joinOverTcp(server.identified("ann"), CHANNEL);
                Voice second = Voice.joinOverTcp(server.identified("ben"), CHANNEL)) {
            client.connect();
            List<Socket> strangers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                strangers.add(connect(server, CHECK));
                await(server, "livechat_media_tcp_accepted_total", 2.0 + i);
            }
            for (Socket stranger : strangers.subList(0, 3)) {
                assertEnded(stranger);
            }
            second.connect();
            assertEnded(strangers.get(3));
            assertThat(closed(server, "crowded")).isEqualTo(4);
            strangers.getLast().close();
        }
    }

    @Test
    void a_network_has_so_many_and_no_more() throws Exception {
        try (WholeServer server = server("media.tcp_connections_per_address", "2")) {
            try (Socket one = connect(server, CHECK);
                    Socket two = connect(server, CHECK)) {
                await(server, "livechat_media_tcp_connections", 2);
                assertEnded(connect(server, CHECK));
                assertThat(server.figure("livechat_media_tcp_refused_total", "\"network\""))
                        .isEqualTo(1);
                assertThat(one.isConnected() && two.isConnected()).isTrue();
            }
            await(server, "livechat_media_tcp_connections", 0);
            await(server, "livechat_http_connections", 1);
        }
    }

    @Test
    void the_bounds_of_http_hold_for_them_too() throws Exception {
        try (WholeServer server = server("http.connections_per_address", "4")) {
            assertThat(server.figure("livechat_http_connections", "")).isEqualTo(1);
            List<Socket> strangers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                strangers.add(connect(server, CHECK));
            }
            await(server, "livechat_media_tcp_connections", 3);
            assertEnded(connect(server, CHECK));
            assertThat(server.figure("livechat_http_refused_connections_total", ""))
                    .isEqualTo(1);
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }
}
