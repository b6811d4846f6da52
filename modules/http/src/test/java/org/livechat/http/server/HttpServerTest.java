package org.livechat.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.part.PartFailed;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonGet;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

class HttpServerTest {
    private static final HttpSettings LOOPBACK = HttpSettings.defaults().at("127.0.0.1", 0);

    private static final BearerToken OPERATORS = new BearerToken("for operators alone");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        client.close();
        servers.forEach(HttpServer::close);
    }

    @Test
    void longest_route_answers() throws Exception {
        HttpServer server = started(
                LOOPBACK,
                Route.under("/", says("all")),
                Route.exactly("/a", says("a alone")),
                Route.under("/a/b", says("under b")));
        assertThat(get(server, "/a").body()).isEqualTo("\"a alone\"");
        assertThat(get(server, "/a/b").body()).isEqualTo("\"under b\"");
        assertThat(get(server, "/a/b/c").body()).isEqualTo("\"under b\"");
        assertThat(get(server, "/other").body()).isEqualTo("\"all\"");
    }

    @Test
    void a_route_for_operators_wants_the_admin_token() throws Exception {
        HttpServer server =
                started(LOOPBACK, Route.exactly("/figures", says("42")).forOperators(), Route.exactly("/", says("x")));
        assertThat(get(server, "/figures").statusCode()).isEqualTo(401);
        assertThat(get(server, "/").statusCode()).isEqualTo(200);
        assertThat(asOperator(server, "/figures")).isEqualTo("\"42\"");
    }

    @Test
    void a_part_that_cannot_say_what_it_answers_keeps_no_other_from_answering() throws Exception {
        HttpServer server = new HttpServer(
                LOOPBACK,
                List.of(
                        () -> {
                            throw new IllegalStateException("boom");
                        },
                        () -> List.of(Route.exactly("without-a-slash", says("b"))),
                        () -> List.of(Route.exactly("/c", says("c")))),
                OPERATORS);
        servers.add(server);
        server.start();

        assertThat(get(server, "/c").body()).isEqualTo("\"c\"");
    }

    @Test
    void a_path_and_all_below_it_is_that_of_the_part_which_came_first() throws Exception {
        HttpServer server = new HttpServer(
                LOOPBACK,
                List.of(
                        () -> List.of(
                                Route.under("/", says("rest")),
                                Route.under("/figures", says("a")).forOperators(),
                                Route.exactly("/figures/open", says("a")),
                                Route.exactly("/same", says("a"))),
                        () -> List.of(Route.exactly("/same", says("b")), Route.exactly("/of-b", says("b"))),
                        () -> List.of(Route.exactly("/figures/secret", says("c"))),
                        () -> List.of(Route.under("/same", says("d"))),
                        () -> List.of(Route.exactly("/", says("f")), Route.exactly("/of-f", says("f"))),
                        () -> List.of(Route.exactly("/of-e", says("e")))),
                OPERATORS);
        servers.add(server);
        server.start();
        assertThat(get(server, "/same").body()).isEqualTo("\"a\"");
        assertThat(get(server, "/figures/secret").statusCode()).isEqualTo(401);
        assertThat(get(server, "/figures/open").body()).isEqualTo("\"a\"");
        assertThat(get(server, "/of-b").body()).isEqualTo("\"rest\"");
        assertThat(get(server, "/of-e").body()).isEqualTo("\"e\"");
        assertThat(get(server, "/of-f").body()).isEqualTo("\"rest\"");
    }

    @Test
    void a_request_that_breaks_off_is_no_failure_of_the_server() throws IOException {
        Handler reads = new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                try {
                    String body = Content.Source.asString(request, StandardCharsets.UTF_8);
                    throw new AssertionError("the body was whole: " + body);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        HttpServer server = started(LOOPBACK, Route.exactly("/body", reads));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nv=0"
                            .getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    /** A client that keeps connections would send its next request into one that ends. */
    @Test
    void who_is_answered_before_the_body_has_come_is_told_that_the_connection_ends() throws IOException {
        HttpServer server = started(LOOPBACK, Route.exactly("/", says("root")));
        String head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n";
        assertThat(raw(server, head)).startsWith("HTTP/1.1 405 ").contains("Connection: close\r\n");

        try (Socket socket = connect(server)) {
            socket.getOutputStream().write((head + "all of it").getBytes(StandardCharsets.US_ASCII));
            byte[] buffer = new byte[4096];
            int length = socket.getInputStream().read(buffer);
            assertThat(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 405 ")
                    .doesNotContain("Connection: close");
            assertThat(ask(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void parts_are_told_that_the_server_ends() {
        var told = new AtomicInteger();
        var part = new HttpRoutes() {
            @Override
            public List<Route> routes() {
                return List.of();
            }

            @Override
            public void ending() {
                told.incrementAndGet();
            }
        };
        var server = new HttpServer(LOOPBACK, List.of(part), OPERATORS);
        server.start();
        server.close();
        assertThat(told).hasValue(1);
    }

    @Test
    void handlers_see_the_whole_path() throws Exception {
        HttpServer server = started(
                LOOPBACK,
                Route.under(
                        "/a/b", new JsonGet(request -> JsonReply.ok('"' + Request.getPathInContext(request) + '"'))));
        assertThat(get(server, "/a/b/c").body()).isEqualTo("\"/a/b/c\"");
    }

    @Test
    void a_handler_that_fails_is_told_to_who_asks_without_what_it_was() throws Exception {
        var asked = new AtomicInteger();
        HttpServer server = started(
                LOOPBACK,
                Route.exactly("/bug", new JsonGet(_ -> {
                    asked.incrementAndGet();
                    throw new AssertionError("secret");
                })),
                Route.exactly("/null", new JsonGet(_ -> nothing())));
        for (String path : List.of("/bug", "/bug", "/null")) {
            assertThat(get(server, path))
                    .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(500))
                    .satisfies(answer -> assertThat(answer.body()).isEqualTo("{\"error\":\"Server Error\"}"));
        }
        assertThat(asked).hasValue(2);
    }

    @SuppressWarnings("NullAway") // what a part's author may do
    private static JsonReply nothing() {
        return null;
    }

    @Test
    void handlers_run_on_virtual_threads() throws Exception {
        HttpServer server = started(
                LOOPBACK,
                Route.exactly(
                        "/",
                        new JsonGet(_ -> JsonReply.ok(
                                String.valueOf(Thread.currentThread().isVirtual())))));
        assertThat(get(server, "/").body()).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/absent", "/broken"})
    void every_response_carries_the_security_headers(String path) throws Exception {
        HttpServer server = started(LOOPBACK, Route.exactly("/", says("x")), Route.exactly("/broken", new JsonGet(_ -> {
            throw new IllegalStateException("secret detail");
        })));
        HttpResponse<String> response = get(server, path);
        assertThat(response.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(response.headers().firstValue("server")).isEmpty();
    }

    @Test
    void errors_are_json_without_a_word_of_the_inside() throws Exception {
        HttpServer server = started(LOOPBACK, Route.exactly("/broken", new JsonGet(_ -> {
            throw new IllegalStateException("secret detail");
        })));
        HttpResponse<String> absent = get(server, "/absent?<script>");
        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(absent.body()).isEqualTo("{\"error\":\"Not Found\"}");
        HttpResponse<String> broken = get(server, "/broken");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).isEqualTo("{\"error\":\"Server Error\"}");
        assertThat(broken.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(raw(server, "nonsense\r\n\r\n"))
                .contains("400", "{\"error\":\"Bad Request\"}")
                .doesNotContainIgnoringCase("jetty");
    }

    @Test
    void other_methods_are_refused_by_name() throws Exception {
        HttpServer server = started(LOOPBACK, Route.exactly("/", says("x")));
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri(server, "/")).DELETE().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
        assertThat(response.body()).isEqualTo("{\"error\":\"DELETE is not allowed here; use GET\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../etc/passwd", "/%2e%2e/etc/passwd", "/a/..%2f..%2fetc", "/a;x/../b", "/a%00"})
    void ambiguous_paths_reach_no_handler(String path) throws Exception {
        HttpServer server = started(LOOPBACK, Route.under("/a", says("reached")));
        assertThat(raw(server, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("reached");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a/x%0Ay | a path here has no control characters, such as %0A",
                "/a/%2e%2e | a path here has no . or .. written as %2E or %2E%2E",
                "//a | a path here has no slash right behind another one",
                "/a//b | a path here has no slash right behind another one",
                "/a/..;x/b | a path here has no ; behind . or ..",
            })
    void a_path_that_is_refused_says_why(String path, String reason) throws Exception {
        HttpServer server = started(LOOPBACK, Route.under("/a", says("reached")));
        assertThat(raw(server, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"error\":\"" + reason + "\"}");
    }

    @Test
    void a_path_that_is_too_long_is_told_how_long_it_may_be() throws Exception {
        HttpServer server = started(LOOPBACK, Route.under("/a", says("reached")));
        assertThat(raw(server, "GET /a/" + "y".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ")
                .endsWith("{\"error\":\"the path is too long; path and headers may have "
                        + HttpLimits.defaults().headerBytes() + " bytes together\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: x\r\nHost: y\r\n", "Host: x y\r\n"})
    void a_request_without_one_host_is_told_so(String headers) throws Exception {
        HttpServer server = started(LOOPBACK, Route.under("/a", says("reached")));
        assertThat(raw(server, "GET /a HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"error\":\"a request has one header Host, with the server's name or address (RFC 9112"
                        + " 3.2)\"}");
    }

    @Test
    void a_slash_at_the_end_of_a_path_is_told() throws Exception {
        HttpServer server = started(LOOPBACK, Route.exactly("/a", says("reached")));
        assertThat(get(server, "/a").statusCode()).isEqualTo(200);
        assertThat(get(server, "/a/").statusCode()).isEqualTo(404);
        assertThat(get(server, "/a/").body()).isEqualTo("{\"error\":\"no path here has a slash at its end\"}");
    }

    /** Ids of users, which operators name in paths, may have any of these in them. */
    @Test
    void operators_alone_may_write_slashes_into_a_segment() throws Exception {
        Handler says =
                new JsonGet(request -> JsonReply.ok('"' + request.getHttpURI().getPath() + '"'));
        HttpServer server = started(
                LOOPBACK, Route.under("/a", says), Route.under("/o", says).forOperators());
        for (String segment : List.of("x%2Fy", "x%5Cy", "x%25y")) {
            assertThat(get(server, "/a/" + segment).statusCode()).isEqualTo(400);
            assertThat(get(server, "/a/" + segment).body())
                    .isEqualTo(
                            "{\"error\":\"a path here has no slash, backslash or percent sign written as %2F, %5C or %25;"
                                    + " only those below /admin may, for the ids in them\"}");
            assertThat(get(server, "/o/" + segment).statusCode()).isEqualTo(401);
            assertThat(asOperator(server, "/o/" + segment)).isEqualTo("\"/o/" + segment + "\"");
        }
        assertThat(get(server, "/o/..%2F..%2Fa").statusCode()).isEqualTo(401);
        assertThat(get(server, "/o/%2e%2e/a").statusCode()).isEqualTo(400);
    }

    private String asOperator(HttpServer server, String path) throws Exception {
        var request = HttpRequest.newBuilder(uri(server, path)).header("Authorization", "Bearer for operators alone");
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void header_and_body_are_bounded() throws Exception {
        HttpServer server = started(LOOPBACK, Route.exactly("/", new ReadsAll()));
        assertThat(raw(server, "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("the headers are too long; path and headers may have "
                        + HttpLimits.defaults().headerBytes() + " bytes together");
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri(server, "/"))
                        .POST(HttpRequest.BodyPublishers.ofString("z".repeat(70_000)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body())
                .contains("the body is too long; it may have "
                        + HttpLimits.defaults().bodyBytes() + " bytes");
    }

    @Test
    void connections_of_one_address_are_bounded() throws Exception {
        HttpServer server =
                started(LOOPBACK.within(HttpLimits.defaults().withConnections(100, 2)), Route.exactly("/", says("x")));
        try (Socket first = connect(server);
                Socket second = connect(server)) {
            assertThat(ask(first)).startsWith("HTTP/1.1 200");
            assertThat(ask(second)).startsWith("HTTP/1.1 200");
            try (Socket third = connect(server)) {
                assertThat(endOf(third)).isEmpty();
            }
            assertThat(server.refusedConnections()).isEqualTo(1);
            assertThat(ask(second)).startsWith("HTTP/1.1 200");
        }
        awaitNone(server);
        try (Socket later = connect(server)) {
            assertThat(ask(later)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void connection_that_never_asks_is_closed() throws Exception {
        HttpServer server = started(
                LOOPBACK.within(HttpLimits.defaults()
                        .withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofSeconds(1))),
                Route.exactly("/", says("x")));
        try (Socket silent = connect(server);
                Socket slow = connect(server)) {
            slow.getOutputStream().write("GET / HTT".getBytes(StandardCharsets.US_ASCII));
            assertThat(endOf(silent)).isEmpty();
            assertThat(endOf(slow)).isEmpty();
        }
    }

    @Test
    void request_that_comes_byte_by_byte_is_closed_and_one_that_waits_between_two_is_not() throws Exception {
        HttpServer server = started(
                LOOPBACK.within(HttpLimits.defaults()
                        .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(1))),
                Route.exactly("/", says("x")));
        try (Socket patient = connect(server);
                Socket slow = connect(server)) {
            assertThat(ask(patient)).startsWith("HTTP/1.1 200");
            assertThat(ask(slow)).startsWith("HTTP/1.1 200");
            slow.getOutputStream().write("GET / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> {
                        // A minute, which is more than it may take by far.
                        for (int i = 0; i < 1200; i++) {
                            slow.getOutputStream().write('x');
                            Thread.sleep(50);
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(ask(patient)).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',127.0.0.1",
        "0.0.0.0,127.0.0.1",
        "'::',127.0.0.1",
        "127.0.0.2,127.0.0.2",
        "localhost,localhost",
        "::1,[::1]"
    })
    void it_says_where_it_is_reached(String host, String reached) {
        assertThat(new HttpServer(LOOPBACK.at(host, 0), List.of(), OPERATORS).host())
                .isEqualTo(reached);
    }

    @Test
    void port_in_use_is_told() throws Exception {
        HttpServer server = started(LOOPBACK);
        HttpServer second = new HttpServer(LOOPBACK.at("127.0.0.1", server.port()), List.of(), OPERATORS);
        servers.add(second);
        assertThatThrownBy(second::start)
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining("127.0.0.1:" + server.port());
    }

    @Test
    void pages_of_listed_origins_may_send_conditions_and_read_where_a_resource_is() throws Exception {
        String friend = "https://dispatch.example.org";
        HttpServer server = started(LOOPBACK.withAllowedOrigins(Set.of(friend)), Route.exactly("/resource", says("x")));

        String preflight = raw(
                server,
                "OPTIONS /resource HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: " + friend
                        + "\r\nAccess-Control-Request-Method: PATCH"
                        + "\r\nAccess-Control-Request-Headers: authorization,content-type,if-match\r\n\r\n");
        assertThat(preflight)
                .startsWith("HTTP/1.1 204 ")
                .contains("Access-Control-Allow-Methods: GET, HEAD, POST, PATCH, DELETE\r\n")
                .contains(
                        "Access-Control-Allow-Headers: Authorization, Content-Type, If-Match, Livechat-User, Range\r\n");

        String answer =
                raw(server, "GET /resource HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: " + friend + "\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains(
                        "Access-Control-Expose-Headers: Accept-Ranges, Content-Range, ETag, Link, Location, Retry-After\r\n");
        assertThat(raw(server, "GET /resource HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .doesNotContain("Access-Control");
    }

    private HttpServer started(HttpSettings settings, Route... routes) {
        HttpServer server = new HttpServer(settings, List.of(() -> List.of(routes)), OPERATORS);
        servers.add(server);
        server.start();
        return server;
    }

    private static Handler says(String word) {
        return new JsonGet(_ -> JsonReply.ok('"' + word + '"'));
    }

    private HttpResponse<String> get(HttpServer server, String path) throws Exception {
        String target = path.replace("<", "%3C").replace(">", "%3E");
        return client.send(HttpRequest.newBuilder(uri(server, target)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(HttpServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static Socket connect(HttpServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String raw(HttpServer server, String request) throws IOException {
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return endOf(socket);
        }
    }

    private static String endOf(Socket socket) throws IOException {
        try (InputStream input = socket.getInputStream()) {
            return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] buffer = new byte[4096];
        int length = socket.getInputStream().read(buffer);
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static void awaitNone(HttpServer server) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (server.connections() > 0) {
            assertThat(System.nanoTime()).as("connections are still open").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static final class ReadsAll extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            try (InputStream body = Request.asInputStream(request)) {
                JsonReply.ok(String.valueOf(body.readAllBytes().length)).send(response, callback);
            }
            return true;
        }
    }
}
