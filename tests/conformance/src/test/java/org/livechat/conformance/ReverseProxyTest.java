package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.client.SignalingClient;
import org.livechat.client.SignalingListener;
import org.livechat.parts.OwnCertificate;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/** Clients of several addresses, who all come through one nginx with TLS. */
@Timeout(180)
class ReverseProxyTest {
    private static final int TOKENS_PER_MINUTE = 120;
    /** After so many wrong packets a connection is closed. */
    private static final int TOKENS_PER_CONNECTION = 10;

    private static final String GUESSER = "127.0.0.2";
    private static final String ANN = "127.0.0.3";

    @TempDir
    private static Path made;

    private static OwnCertificate certificate;

    @TempDir
    private Path folder;

    private final List<HttpClient> people = new ArrayList<>();

    @BeforeAll
    static void prepare() throws Exception {
        Nginx.require();
        certificate = OwnCertificate.make(made, "proxy", "EC");
    }

    @AfterEach
    void close() {
        people.forEach(HttpClient::shutdownNow);
    }

    private static WholeServer behindProxy() {
        return new WholeServer(Map.of("http.trusted_proxies", "127.0.0.1"));
    }

    private HttpClient at(String address) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .sslContext(certificate.trusting())
                .build();
        people.add(client);
        return client;
    }

    private static TestClient identify(WebSocket.Builder from, URI server, String token) {
        TestClient client = TestClient.connect(from, server);
        client.await(0);
        identify(client, token);
        return client;
    }

    private static void identify(TestClient client, String token) {
        client.send("{'op':3,'d':{'user_id':'ann','token':'" + token + "'}}");
    }

    /** Comes with as many wrong tokens as an address may have in a minute, and says in headers that it is somebody else. */
    private static void guess(HttpClient guesser, URI server) {
        for (int i = 0; i < TOKENS_PER_MINUTE / TOKENS_PER_CONNECTION; i++) {
            TestClient client = TestClient.connect(
                    guesser.newWebSocketBuilder().header("X-Forwarded-For", ANN).header("Forwarded", "for=" + ANN),
                    server);
            client.await(0);
            for (int j = 0; j < TOKENS_PER_CONNECTION; j++) {
                identify(client, "a guess");
                client.expectError(1001);
            }
            client.awaitClose();
        }
    }

    private static HttpRequest administering(URI uri, String token) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private static int administer(HttpClient client, URI uri, String token) throws Exception {
        return client.send(administering(uri, token), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void who_comes_with_wrong_tokens_locks_out_his_own_address_alone() throws Exception {
        try (WholeServer server = behindProxy();
                Nginx nginx = Nginx.start(folder, certificate, server.port())) {
            HttpClient guesser = at(GUESSER);
            guess(guesser, nginx.socket());
            identify(guesser.newWebSocketBuilder(), nginx.socket(), WholeServer.SECRET)
                    .expectError(1006);

            HttpClient ann = at(ANN);
            identify(ann.newWebSocketBuilder(), nginx.socket(), WholeServer.SECRET)
                    .expectReady();
            server.identified("bob");
        }
    }

    @Test
    void who_guesses_the_admin_token_locks_out_his_own_address_alone() throws Exception {
        try (WholeServer server = behindProxy();
                Nginx nginx = Nginx.start(folder, certificate, server.port())) {
            HttpClient guesser = at(GUESSER);
            for (int i = 0; i < TOKENS_PER_MINUTE; i++) {
                assertThat(administer(guesser, nginx.uri("/admin/status"), "a guess"))
                        .isEqualTo(401);
            }
            assertThat(administer(guesser, nginx.uri("/admin/status"), WholeServer.ADMIN))
                    .isEqualTo(429);
            assertThat(administer(at(ANN), nginx.uri("/admin/status"), WholeServer.ADMIN))
                    .isEqualTo(200);
            server.look("/admin/status");
        }
    }

    @Test
    void without_trusted_proxies_no_header_is_believed() throws Exception {
        try (WholeServer server = new WholeServer();
                Nginx nginx = Nginx.start(folder, certificate, server.port())) {
            guess(at(GUESSER), nginx.socket());
            identify(at(ANN).newWebSocketBuilder(), nginx.socket(), WholeServer.SECRET)
                    .expectError(1006);
        }
    }

    @Test
    void who_is_no_trusted_proxy_cannot_say_that_it_is_somebody_else() throws Exception {
        try (WholeServer server = behindProxy()) {
            URI direct = URI.create("ws://127.0.0.1:" + server.port() + "/ws");
            HttpClient guesser = at(GUESSER);
            guess(guesser, direct);
            identify(guesser.newWebSocketBuilder().header("X-Forwarded-For", "192.0.2.7"), direct, WholeServer.SECRET)
                    .expectError(1006);
            identify(at(ANN).newWebSocketBuilder(), direct, WholeServer.SECRET).expectReady();
        }
    }

    @Test
    void the_trace_comes_through_the_proxy_event_by_event() throws Exception {
        try (WholeServer server = behindProxy();
                Nginx nginx = Nginx.start(folder, certificate, server.port())) {
            HttpClient ann = at(ANN);
            HttpResponse<Stream<String>> trace = ann.send(
                    administering(nginx.uri("/trace"), WholeServer.ADMIN), HttpResponse.BodyHandlers.ofLines());
            assertThat(trace.statusCode()).isEqualTo(200);
            try (Stream<String> lines = trace.body()) {
                Iterator<String> events = lines.iterator();
                TestClient member = identify(ann.newWebSocketBuilder(), nginx.socket(), WholeServer.SECRET);
                member.expectReady();
                await(events, "IDENTIFY");
                member.join("CH_0001");
                await(events, "CH_0001");
                identify(at(GUESSER).newWebSocketBuilder(), nginx.socket(), "a guess")
                        .expectError(1001);
                await(events, "SECURITY_TOKEN_REFUSED");
            }
        }
    }

    /** The stream goes on, so what a proxy kept back would never come. */
    private static void await(Iterator<String> events, String word) {
        while (!events.next().contains(word)) {
            // Not this one.
        }
    }

    @Test
    void pages_of_the_proxys_origin_may_use_the_server_and_no_others() throws Exception {
        try (WholeServer server = behindProxy();
                Nginx nginx = Nginx.start(folder, certificate, server.port())) {
            HttpClient ann = at(ANN);
            identify(ann.newWebSocketBuilder().header("Origin", nginx.origin()), nginx.socket(), WholeServer.SECRET)
                    .expectReady();
            assertThatThrownBy(() -> TestClient.connect(
                            ann.newWebSocketBuilder().header("Origin", "https://talk.example.org"), nginx.socket()))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .cause()
                    .extracting(refused -> ((WebSocketHandshakeException) refused)
                            .getResponse()
                            .statusCode())
                    .isEqualTo(403);
            assertThat(ann.send(HttpRequest.newBuilder(nginx.uri("/")).build(), HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("<html");
        }
    }

    @Test
    void websockets_count_as_those_of_the_client_behind_the_proxy() throws Exception {
        try (WholeServer server = new WholeServer(
                        Map.of("http.trusted_proxies", "127.0.0.1", "signaling.unidentified_per_address", "2"));
                Nginx nginx = Nginx.start(folder, certificate, server.port())) {
            HttpClient ann = at(ANN);
            TestClient first = TestClient.connect(ann, nginx.socket());
            TestClient second = TestClient.connect(ann, nginx.socket());
            first.await(0);
            second.await(0);
            assertThat(TestClient.connect(ann, nginx.socket()).awaitClose()).isEqualTo(1013);
            TestClient.connect(at(GUESSER), nginx.socket()).await(0);
        }
    }

    @Test
    void a_proxy_may_come_with_tls() throws Exception {
        Path pem = folder.resolve("server.pem");
        Path key = folder.resolve("server.key");
        Files.writeString(pem, certificate.certificatePem());
        Files.writeString(key, certificate.keyPem());
        try (WholeServer server = new WholeServer(Map.of(
                "http.trusted_proxies",
                "127.0.0.1",
                "http.connections_per_address",
                "2",
                "http.tls.certificate",
                pem.toString(),
                "http.tls.key",
                key.toString()))) {
            HttpClient proxy = at("127.0.0.1");
            URI uri = URI.create("wss://127.0.0.1:" + server.port() + "/ws");
            for (int i = 0; i < 2; i++) {
                connectFor(proxy, "192.0.2.7", uri).await(0);
            }
            assertThatThrownBy(() -> connectFor(proxy, "192.0.2.7", uri))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
            connectFor(proxy, "192.0.2.8", uri).await(0);
        }
    }

    private static TestClient connectFor(HttpClient proxy, String client, URI uri) {
        return TestClient.connect(proxy.newWebSocketBuilder().header("X-Forwarded-For", client), uri);
    }

    @Test
    void a_proxy_that_is_reloaded_ends_no_session() throws Exception {
        try (WholeServer server = behindProxy();
                Nginx nginx = Nginx.startReloadable(folder, certificate, server.port())) {
            var lost = new CompletableFuture<String>();
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            var ann = SignalingClient.connect(
                            at(ANN),
                            nginx.socket(),
                            new ClientMessage.Identify("ann", WholeServer.SECRET, 100),
                            new SignalingListener() {
                                @Override
                                public void received(ServerMessage message) {
                                    if (message instanceof ServerMessage.MessageEvent said) {
                                        heard.add(said.content());
                                    }
                                }

                                @Override
                                public boolean lost(String reason) {
                                    lost.complete(reason);
                                    return true;
                                }
                            })
                    .join();
            ann.request(new ClientMessage.ChannelJoin(
                            TestServer.PTT, 7, Optional.empty(), Optional.empty(), List.of(), false))
                    .join();
            TestClient bob = server.member("bob", TestServer.PTT);

            nginx.reload();
            lost.get(60, TimeUnit.SECONDS);
            bob.send("{'op':20,'d':{'channel_id':'" + TestServer.PTT + "','content':'while she was away'}}");
            ann.tell(new ClientMessage.MessageCreate(TestServer.PTT, "from the other side"));
            assertThat(ann.resume().get(60, TimeUnit.SECONDS)).isTrue();
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("while she was away");
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("from the other side");
            assertThat(bob.await(101).get("d").get("author_id").stringValue()).isEqualTo("bob");
            assertThat(bob.next().get("d").get("author_id").stringValue())
                    .as("and nobody has left or come")
                    .isEqualTo("ann");
            ann.close();
        }
    }
}
