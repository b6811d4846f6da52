package org.livechat.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.network.FailureLimit;
import org.livechat.api.trace.TraceSink;
import org.livechat.http.ClientAddress;
import org.livechat.http.JsonGet;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/** Requests that a proxy asks for others, with 127.0.0.1, 10/8 and fd00::/8 as its trusted ones. */
@Timeout(60)
class ProxiedRequestsTest {
    private static final String PROXY = "127.0.0.1";
    private static final String STRANGER = "127.0.0.9";
    private static final HttpSettings SETTINGS = HttpSettings.defaults()
            .at("127.0.0.1", 0)
            .behind(TrustedProxies.of(List.of(PROXY, "10.0.0.0/8", "fd00::/8")));

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        servers.forEach(HttpServer::close);
    }

    private HttpServer start(HttpSettings settings) {
        var asked = new JsonGet(request ->
                JsonReply.ok('"' + ClientAddress.of(request).orElseThrow().getHostAddress() + '"'));
        var operators = new BearerToken("for operators alone", new FailureLimit(2), TraceSink.none());
        var server = new HttpServer(
                settings,
                List.of(() -> List.of(
                        Route.exactly("/", asked),
                        Route.exactly("/figures", asked).forOperators())),
                operators);
        servers.add(server);
        server.start();
        return server;
    }

    private Socket connect(HttpServer server, String from) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port(), InetAddress.ofLiteral(from), 0);
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        return socket;
    }

    private static String ask(Socket socket, String path, String... headers) throws IOException {
        var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: x\r\n");
        List.of(headers).forEach(header -> request.append(header).append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        return answer(socket.getInputStream());
    }

    /** One answer of a connection that goes on. */
    private static String answer(InputStream input) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = input.read();
            assertThat(next).as("after " + text).isNotNegative();
            text.append((char) next);
        }
        var length = text.toString()
                .lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .findFirst()
                .orElseThrow();
        text.append(new String(
                input.readNBytes(Integer.parseInt(length.substring("Content-Length: ".length()))),
                StandardCharsets.ISO_8859_1));
        return text.toString();
    }

    private static String bodyOf(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4).replace("\"", "");
    }

    /** Headers are separated by {@code &}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For: 192.0.2.7|192.0.2.7",
                "x-forwarded-for: 192.0.2.7:4711|192.0.2.7",
                "X-Forwarded-For: 2001:db8::7|2001:db8:0:0:0:0:0:7",
                "X-Forwarded-For: [2001:db8::7]|2001:db8:0:0:0:0:0:7",
                "X-Forwarded-For: [2001:db8::7]:443|2001:db8:0:0:0:0:0:7",
                "X-Forwarded-For: ::ffff:192.0.2.7|192.0.2.7",
                "X-Forwarded-For: 198.51.100.1, 192.0.2.7|192.0.2.7",
                "X-Forwarded-For: 192.0.2.7, 10.0.0.2,10.0.0.3|192.0.2.7",
                "X-Forwarded-For: 192.0.2.7, fd00::2, [fd00::3]:80|192.0.2.7",
                "X-Forwarded-For: 198.51.100.1, 192.0.2.7, 10.0.0.3|192.0.2.7",
                "X-Forwarded-For: 10.0.0.9, 10.0.0.3|10.0.0.9",
                "X-Forwarded-For: 127.0.0.1|127.0.0.1",
                "X-Forwarded-For: 198.51.100.1&X-Forwarded-For: 192.0.2.7|192.0.2.7",
                "X-Forwarded-For: 192.0.2.7&X-Forwarded-For: 10.0.0.3|192.0.2.7",
                "X-Forwarded-For: <script>, 192.0.2.7|192.0.2.7",
                "X-Forwarded-For: 192.0.2.7, ,|192.0.2.7",
                "X-Forwarded-For:|127.0.0.1",
                "X-Forwarded-For: ,|127.0.0.1",
                "X-Forwarded-For: unknown|127.0.0.1",
                "X-Forwarded-For: 192.0.2.7, unknown, 10.0.0.3|10.0.0.3",
                "X-Forwarded-For: 192.0.2.7, _hidden, 10.0.0.3|10.0.0.3",
                "X-Forwarded-For: nonsense|127.0.0.1",
                "X-Forwarded-For: localhost|127.0.0.1",
                "X-Forwarded-For: 127.1|127.0.0.1",
                "X-Forwarded-For: 192.0.2.7:|127.0.0.1",
                "X-Forwarded-For: [192.0.2.7]|127.0.0.1",
                "X-Forwarded-For: 192.0.2.7 198.51.100.1|127.0.0.1",
                "X-Forwarded-For: fe80::1%eth0|127.0.0.1",
                "X-Forwarded-For: 192.0.2.7, 300.0.0.1, 10.0.0.3|127.0.0.1",
                "Forwarded: for=192.0.2.7|192.0.2.7",
                "Forwarded: For=\"192.0.2.7:4711\"|192.0.2.7",
                "Forwarded: for=\"192.0.2.7:_port\"|192.0.2.7",
                "Forwarded: for=\"[2001:db8::7]:4711\"|2001:db8:0:0:0:0:0:7",
                "Forwarded: for=\"[2001:db8::7]\";proto=https; by=\"[fd00::1]\"|2001:db8:0:0:0:0:0:7",
                "Forwarded: proto=https;for=192.0.2.7;by=203.0.113.43;ext=\"a,b;c\\\"d\"|192.0.2.7",
                "Forwarded: for=\"\\1\\92.0.2.7\"|192.0.2.7",
                "Forwarded: for=198.51.100.1, for=192.0.2.7|192.0.2.7",
                "Forwarded: for=192.0.2.7, for=10.0.0.2&Forwarded: for=\"[fd00::1]\"|192.0.2.7",
                "Forwarded: for=\"198.51.100.1&Forwarded: for=192.0.2.7|192.0.2.7",
                "Forwarded: nonsense, for=192.0.2.7|192.0.2.7",
                "Forwarded: for=unknown|127.0.0.1",
                "Forwarded: for=192.0.2.7, for=_SEVKISEK, for=10.0.0.3|10.0.0.3",
                "Forwarded: for=\"_hidden:_port\"|127.0.0.1",
                "Forwarded: proto=https|127.0.0.1",
                "Forwarded: for=192.0.2.7:4711|127.0.0.1",
                "Forwarded: for=2001:db8::7|127.0.0.1",
                "Forwarded: for=\"2001:db8::7\"|127.0.0.1",
                "Forwarded: for=\"[2001:db8::7\"|127.0.0.1",
                "Forwarded: for=\"[192.0.2.7]\"|127.0.0.1",
                "Forwarded: for=\"192.0.2.7|127.0.0.1",
                "Forwarded: for=\"192.0.2.7\\\"|127.0.0.1",
                "Forwarded: for=192.0.2.7;for=198.51.100.1|127.0.0.1",
                "Forwarded: for|127.0.0.1",
                "Forwarded: for=|127.0.0.1",
                "Forwarded: for=\"\"|127.0.0.1",
                "Forwarded: =192.0.2.7|127.0.0.1",
                "X-Forwarded-For: 192.0.2.7&Forwarded: for=192.0.2.7|192.0.2.7",
                "X-Forwarded-For: 192.0.2.7&Forwarded: for=198.51.100.1|127.0.0.1",
                "X-Forwarded-For: 192.0.2.7&Forwarded: nonsense|127.0.0.1",
                "X-Forwarded-For: nonsense&Forwarded: for=192.0.2.7|127.0.0.1",
                "X-Real-IP: 192.0.2.7|127.0.0.1",
            })
    void the_nearest_address_that_is_no_trusted_proxy_is_the_client(String headers, String client) throws Exception {
        HttpServer server = start(SETTINGS);
        assertThat(bodyOf(ask(connect(server, PROXY), "/", headers.split("&")))).isEqualTo(client);
        assertThat(bodyOf(ask(connect(server, STRANGER), "/", headers.split("&"))))
                .isEqualTo(STRANGER);
    }

    @Test
    void nobody_is_believed_unless_told_so() throws Exception {
        HttpServer server = start(SETTINGS.behind(TrustedProxies.none()));
        assertThat(bodyOf(ask(connect(server, PROXY), "/", "X-Forwarded-For: 192.0.2.7")))
                .isEqualTo(PROXY);
        assertThat(bodyOf(ask(connect(server, PROXY), "/", "Forwarded: for=192.0.2.7")))
                .isEqualTo(PROXY);
        assertThat(server.unclearClients()).isZero();
    }

    @Test
    void what_a_client_has_put_in_front_disturbs_nothing_however_long_it_is() throws Exception {
        HttpServer server = start(SETTINGS);
        Socket socket = connect(server, PROXY);
        for (String front : List.of("x".repeat(12_000), ",".repeat(12_000), "10.0.0.1,".repeat(1_200), "[:\"\\")) {
            assertThat(bodyOf(ask(socket, "/", "X-Forwarded-For: " + front + ", 192.0.2.7")))
                    .isEqualTo("192.0.2.7");
        }
        assertThat(bodyOf(ask(socket, "/", "X-Forwarded-For: " + "192.0.2.7" + ", 10.0.0.1".repeat(1_000))))
                .isEqualTo("10.0.0.1");
        assertThat(ask(connect(server, PROXY), "/", "X-Forwarded-For: " + "1".repeat(17_000)))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void whatever_stands_in_the_headers_is_answered() throws Exception {
        HttpServer server = start(SETTINGS);
        Socket socket = connect(server, PROXY);
        var random = new Random(7239);
        String letters = "for=by;,\"\\[]:.%_ 0123456789abcdefunknown";
        for (int i = 0; i < 2_000; i++) {
            String value = random.ints(random.nextInt(1, 40), 0, letters.length())
                    .collect(StringBuilder::new, (text, at) -> text.append(letters.charAt(at)), StringBuilder::append)
                    .toString();
            String name = random.nextBoolean() ? "X-Forwarded-For: " : "Forwarded: for=";
            assertThat(ask(socket, "/", name + value)).as(name + value).startsWith("HTTP/1.1 200 ");
        }
        assertThat(server.unclearClients()).isPositive();
    }

    @Test
    void wrong_admin_tokens_are_the_clients_own() throws Exception {
        HttpServer server = start(SETTINGS);
        Socket socket = connect(server, PROXY);
        String wrong = "Authorization: Bearer a guess";
        String right = "Authorization: Bearer for operators alone";
        for (int i = 0; i < 2; i++) {
            assertThat(ask(socket, "/figures", wrong, "X-Forwarded-For: 192.0.2.7"))
                    .startsWith("HTTP/1.1 401 ");
        }
        assertThat(ask(socket, "/figures", right, "X-Forwarded-For: 192.0.2.7")).startsWith("HTTP/1.1 429 ");
        assertThat(ask(socket, "/figures", right, "X-Forwarded-For: 192.0.2.8")).startsWith("HTTP/1.1 200 ");
        assertThat(ask(socket, "/figures", right)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void connections_of_a_proxy_are_those_of_the_clients_that_they_carry() throws Exception {
        HttpServer server = start(SETTINGS.within(HttpLimits.defaults().withConnections(100, 2)));
        String ann = "X-Forwarded-For: 192.0.2.7";
        String bob = "X-Forwarded-For: 192.0.2.8";
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            open.add(connect(server, PROXY));
        }
        assertThat(ask(open.get(0), "/", ann)).startsWith("HTTP/1.1 200 ");
        assertThat(ask(open.get(1), "/", ann)).startsWith("HTTP/1.1 200 ");
        assertThat(ask(open.get(1), "/", ann)).startsWith("HTTP/1.1 200 ");
        assertThat(ask(open.get(2), "/", ann))
                .startsWith("HTTP/1.1 429 ")
                .contains("\r\nRetry-After: 5\r\n")
                .contains("your network");
        assertThat(server.refusedConnections()).isEqualTo(1);
        assertThat(ask(open.get(3), "/", bob)).startsWith("HTTP/1.1 200 ");
        // A proxy uses its connections for whoever comes next.
        assertThat(ask(open.get(0), "/", bob)).startsWith("HTTP/1.1 200 ");
        assertThat(ask(open.get(2), "/", ann)).startsWith("HTTP/1.1 200 ");
        assertThat(ask(open.get(3), "/", ann)).startsWith("HTTP/1.1 429 ");
        open.get(0).close();
        open.get(1).close();
        awaitConnections(server, 2);
        assertThat(ask(open.get(3), "/", ann)).startsWith("HTTP/1.1 200 ");
        // Who comes by no proxy is counted when it connects, as ever.
        assertThat(ask(connect(server, STRANGER), "/")).startsWith("HTTP/1.1 200 ");
        assertThat(ask(connect(server, STRANGER), "/")).startsWith("HTTP/1.1 200 ");
        assertThat(connect(server, STRANGER).getInputStream().read()).isNegative();
    }

    private static void awaitConnections(HttpServer server, int number) {
        while (server.connections() != number) {
            Thread.onSpinWait();
        }
    }
}
