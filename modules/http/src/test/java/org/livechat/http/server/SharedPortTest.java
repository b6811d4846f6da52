package org.livechat.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.transport.SharedPortConnection;
import org.livechat.api.transport.SharedPortProtocol;
import org.livechat.http.JsonGet;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/** A protocol that begins with two bytes of its own shares the port of HTTP. */
@Timeout(60)
class SharedPortTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final HttpSettings LOOPBACK = HttpSettings.defaults().at("127.0.0.1", 0);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String REQUEST = "GET /word HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    /** Begins with 1, 2. */
    private static final class Guest implements SharedPortProtocol {
        final BlockingQueue<SharedPortConnection> taken = new LinkedBlockingQueue<>();
        final List<InetSocketAddress> listening = new ArrayList<>();

        @Override
        public Recognition recognize(ByteBuffer begin) {
            assertThat(begin.remaining()).isBetween(1, MOST_BYTES);
            if (begin.get(0) == 9) {
                return Recognition.UNDECIDED;
            }
            if (begin.get(0) != 1) {
                return Recognition.OTHER;
            }
            if (begin.remaining() == 1) {
                return Recognition.UNDECIDED;
            }
            return begin.get(1) == 2 ? Recognition.OWN : Recognition.OTHER;
        }

        @Override
        public void listening(InetSocketAddress address) {
            listening.add(address);
        }

        @Override
        public void take(SharedPortConnection connection) {
            taken.add(connection);
        }

        SharedPortConnection next() throws InterruptedException {
            SharedPortConnection next = taken.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(next).as("a connection that is given away").isNotNull();
            return next;
        }
    }

    private final Guest guest = new Guest();
    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(HttpServer::close);
    }

    private HttpServer started(HttpSettings settings) {
        HttpServer server = new HttpServer(
                settings,
                List.of(() -> List.of(Route.exactly("/word", new JsonGet(_ -> JsonReply.ok("\"hello\""))))),
                new BearerToken("for operators alone"),
                Audience.log(),
                Optional.of(guest));
        servers.add(server);
        server.start();
        return server;
    }

    private static HttpSettings within(Duration firstRequest, Duration idle, Duration stop) {
        return LOOPBACK.within(HttpLimits.defaults().withTimeouts(firstRequest, idle, stop));
    }

    private static Socket connect(HttpServer server, int... said) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        for (int value : said) {
            socket.getOutputStream().write(value);
        }
        return socket;
    }

    private static void assertEnded(Socket socket) throws IOException {
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        socket.close();
    }

    private static void assertEcho(Socket socket, SharedPortConnection connection, int value) throws IOException {
        socket.getOutputStream().write(value);
        ByteBuffer one = ByteBuffer.allocate(1);
        while (connection.channel().read(one) == 0) {
            Thread.onSpinWait();
        }
        assertThat(one.flip().get(0)).isEqualTo((byte) value);
        connection.channel().write(one);
        assertThat(socket.getInputStream().read()).isEqualTo(value);
    }

    private static void awaitConnections(HttpServer server, int wanted) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (server.connections() != wanted) {
            assertThat(System.nanoTime())
                    .as("%d connections, not %d", server.connections(), wanted)
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static String answer(Socket socket) throws IOException {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void the_guest_is_told_where_the_server_listens() {
        HttpServer server = started(LOOPBACK);
        assertThat(guest.listening)
                .containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    }

    @Test
    void requests_are_answered_however_they_come() throws Exception {
        HttpServer server = started(LOOPBACK);
        Socket whole = connect(server);
        whole.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer(whole)).startsWith("HTTP/1.1 200 ").endsWith("\"hello\"");

        Socket pieces = connect(server, REQUEST.chars().toArray());
        assertThat(answer(pieces)).startsWith("HTTP/1.1 200 ").endsWith("\"hello\"");
        assertThat(guest.taken).isEmpty();
    }

    /** Also what turns out late not to be the guest's, and what is undecided for as long as the server keeps bytes. */
    @Test
    void what_is_nobodys_is_answered_as_http() throws Exception {
        HttpServer server = started(LOOPBACK);
        for (String said : List.of(
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0001\u0003 nonsense\r\n",
                "\t".repeat(SharedPortProtocol.MOST_BYTES))) {
            Socket socket = connect(server);
            socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(socket)).as(said).matches("(?s)HTTP/1.1 (400|426|505) .*");
        }
        assertThat(guest.taken).isEmpty();
    }

    @Test
    void a_connection_of_the_guests_is_given_away_with_what_was_read() throws Exception {
        HttpServer server = started(LOOPBACK);
        try (Socket socket = connect(server, 1)) {
            socket.getOutputStream()
                    .write(new byte[] {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20});
            SharedPortConnection given = guest.next();
            ByteBuffer all = ByteBuffer.allocate(20).put(given.begin());
            while (all.hasRemaining()) {
                given.channel().read(all);
            }
            assertThat(all.array())
                    .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
            assertEcho(socket, given, 77);
        }
    }

    @Test
    void it_is_counted_until_the_guest_ends_it() throws Exception {
        HttpServer server = started(LOOPBACK.within(HttpLimits.defaults().withConnections(100, 1)));
        Socket first = connect(server, 1, 2);
        SharedPortConnection given = guest.next();
        assertThat(server.connections()).isEqualTo(1);
        assertEnded(connect(server));
        assertThat(server.refusedConnections()).isEqualTo(1);

        given.end().run();
        given.end().run();
        assertEnded(first);
        awaitConnections(server, 0);
        try (Socket second = connect(server, 1, 2)) {
            assertEcho(second, guest.next(), 5);
        }
    }

    @Test
    void silence_ends_it_no_more_and_others_as_before() throws Exception {
        HttpServer server = started(within(SHORT, SHORT, SHORT));
        try (Socket socket = connect(server, 1, 2)) {
            SharedPortConnection given = guest.next();
            // Twice as long as the server waits for anybody.
            assertEnded(connect(server));
            assertEnded(connect(server));
            assertEcho(socket, given, 5);
        }
    }

    @Test
    void who_does_not_say_what_it_speaks_is_waited_for_as_for_a_first_request() throws Exception {
        HttpServer server = started(within(SHORT, LONG, SHORT));
        for (int[] said : new int[][] {{}, {1}, {9, 9, 9}}) {
            assertEnded(connect(server, said));
        }
        awaitConnections(server, 0);
    }

    @Test
    void the_end_of_the_server_is_that_of_its_guests_connections_and_does_not_wait_for_them() throws Exception {
        HttpServer server = started(within(LONG, LONG, LONG));
        try (Socket socket = connect(server, 1, 2)) {
            SharedPortConnection given = guest.next();
            server.close();
            assertEnded(socket);
            assertThat(given.channel().isOpen()).isFalse();
        }
    }
}
