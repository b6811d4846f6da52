package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins, and those who guess tokens. */
@Timeout(120)
class StrangersTest {
    private static final String FRIEND = "https://dispatch.example.org";
    private static WholeServer server;

    @BeforeAll
    static void start() {
        server = new WholeServer(Map.of("http.allowed_origins", FRIEND));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> from(String origin, String method, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request = server.request(path)
                .header("Origin", origin)
                .header("Authorization", "Bearer " + WholeServer.ADMIN)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server.send(request);
    }

    @Test
    void a_page_of_a_listed_origin_may_use_rest() throws Exception {
        HttpResponse<String> answer = from(FRIEND, "GET", "/admin/status");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue(FRIEND);
        assertThat(answer.headers().firstValue("vary")).hasValue("Origin");
        assertThat(answer.headers().firstValue("access-control-allow-credentials"))
                .isEmpty();

        HttpResponse<String> preflight =
                from(FRIEND, "OPTIONS", "/admin/kick/ann", "Access-Control-Request-Method", "POST");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight
                        .headers()
                        .firstValue("access-control-allow-methods")
                        .orElseThrow())
                .contains("POST", "PATCH", "DELETE");
        assertThat(preflight
                        .headers()
                        .firstValue("access-control-allow-headers")
                        .orElseThrow())
                .contains("Authorization");
    }

    /** RFC 6455 4.2.1: 16 bytes in base64. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sec-WebSocket-Key: \r\n",
                "Sec-WebSocket-Key: x\r\n",
                "Sec-WebSocket-Key: AAAA\r\n",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            })
    void an_upgrade_without_a_key_is_a_wrong_request(String key) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                    + "Sec-WebSocket-Version: 13\r\n" + key + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void pages_of_others_get_nothing_even_with_the_token() throws Exception {
        for (String origin : List.of(
                "https://evil.example.org",
                "http://dispatch.example.org",
                "https://dispatch.example.org.evil.example",
                "https://dispatch.example.org:8443",
                "null",
                "http://127.0.0.1:1",
                "not an origin")) {
            for (String path : List.of("/", "/channels", "/admin/status", "/trace", "/metrics", "/healthz")) {
                HttpResponse<String> refused = from(origin, "GET", path);
                assertThat(refused.statusCode()).as(origin + " " + path).isEqualTo(403);
                assertThat(refused.headers().map()).doesNotContainKey("access-control-allow-origin");
            }
            assertThat(from(origin, "OPTIONS", "/admin/status", "Access-Control-Request-Method", "GET")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void a_page_of_the_server_itself_needs_no_list() throws Exception {
        HttpResponse<String> answer = from("http://127.0.0.1:" + server.port(), "GET", "/channels");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void who_guesses_the_admin_token_has_to_wait_also_when_the_guess_is_right() throws Exception {
        try (WholeServer guessed = new WholeServer(Map.of("access.failures_per_minute", "5"))) {
            for (int i = 0; i < 5; i++) {
                assertThat(guess(guessed, "guess " + i)).isEqualTo(401);
            }
            assertThat(guess(guessed, WholeServer.ADMIN)).isEqualTo(429);
            assertThat(guessed.send(guessed.request("/metrics")).statusCode()).isEqualTo(429);
            assertThat(guessed.send(guessed.request("/healthz")).statusCode()).isEqualTo(200);
            guessed.member("ann", "CH_0001");
        }
    }

    private static int guess(WholeServer guessed, String token) throws Exception {
        return guessed.send(guessed.request("/admin/status").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    @Test
    void who_guesses_the_secret_has_to_wait_on_every_connection() throws Exception {
        try (WholeServer guessed = new WholeServer(Map.of("access.failures_per_minute", "5"))) {
            TestClient early = guessed.member("early", "CH_0001");
            for (int i = 0; i < 5; i++) {
                identify(guessed, "guess " + i).expectError(1001);
            }
            TestClient late = identify(guessed, WholeServer.SECRET);
            late.expectError(1006);
            early.expectQuiet();
            assertThat(guessed.send(guessed.request("/metrics").header("Authorization", "Bearer " + WholeServer.ADMIN))
                            .body())
                    .contains("livechat_signaling_refused_tokens_total 5.0", "livechat_signaling_locked_out_total 1.0");
            assertThat(guessed.look("/admin/status").get("user_count").intValue())
                    .isEqualTo(1);
        }
    }

    private static TestClient identify(WholeServer guessed, String token) {
        TestClient client = guessed.connect();
        client.send("{'op':3,'d':{'user_id':'eve','token':'" + token + "'}}");
        return client;
    }
}
