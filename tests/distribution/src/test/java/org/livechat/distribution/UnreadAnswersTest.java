package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Row 19 of the attacks: answers that nobody reads, of a server with little memory, while somebody else is served. */
@TestInstance(Lifecycle.PER_CLASS)
class UnreadAnswersTest {
    private static final String SECRET = "a-secret-of-these-tests";
    private static final String OPERATOR = "for operators of these tests";
    private static final int CHANNELS = 10_000;
    private static final int PRESETS = 4;
    private static final String LAST = "c%060d".formatted(CHANNELS - 1);
    private static final int OFFERS_A_ROUND = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_TWO = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<DeafClient> deaf = new ArrayList<>();
    private Installation installation;
    private ServerProcess server;
    private Person ann;
    private double cutBefore;
    private long servedNanos = System.nanoTime();

    @BeforeAll
    void start() throws IOException {
        installation = Installation.unpack();
        server = ServerProcess.start(
                installation,
                installation.folder("served"),
                Map.of(
                        "LIVECHAT_SECRET", SECRET,
                        "LIVECHAT_ADMIN_TOKEN", OPERATOR,
                        "LIVECHAT_HTTP_ANSWER_TIMEOUT", "5s",
                        "LIVECHAT_MEDIA_HANDSHAKE_TIMEOUT", "10m",
                        "LIVECHAT_JAVA_OPTS", "-Xmx160m -XX:SoftMaxHeapSize=128m"));
        createChannels();
    }

    @BeforeEach
    void join() throws InterruptedException {
        ann = new Person(server.port(), SECRET, "ann");
        ann.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":1}}");
        ann.await("active_members");
        cutBefore = 0;
        cutBefore = cutClients();
    }

    /** A list of more than the kernel takes for a client: four megabytes. */
    private void createChannels() {
        String name = "\uD83D\uDCFB".repeat(64);
        for (int i = PRESETS + 1; i < CHANNELS; i++) {
            String body = "{\"channel_id\":\"c%1$060d\",\"freq\":\"%1$04d\",\"name\":\"%2$s\"}".formatted(i, name);
            ask("/admin/channels", request -> request.POST(BodyPublishers.ofString(body)));
        }
    }

    @AfterEach
    void leave() throws IOException {
        for (DeafClient client : deaf) {
            client.close();
        }
        deaf.clear();
        ann.close();
    }

    @AfterAll
    void remove() throws IOException {
        http.close();
        if (server != null) {
            server.close();
        }
        installation.close();
    }

    @Test
    void lists_that_nobody_reads_cost_their_readers_alone() throws Exception {
        for (int i = 0; i < 10; i++) {
            deaf.add(DeafClient.identified(server.port(), SECRET, "deaf" + i));
        }
        for (int round = 0; cutClients() < deaf.size(); round++) {
            for (DeafClient client : deaf) {
                ask(client, "{\"op\":15,\"id\":%d}".formatted(round));
            }
            serveAnn(round);
        }
        ann.send("{\"op\":15,\"id\":\"all\"}");
        assertThat(ann.await("\"id\":\"all\"")).contains(LAST);
    }

    @Test
    void sdp_answers_that_nobody_reads_cost_their_readers_alone() throws Exception {
        String offer = offer();
        for (int i = 0; i < 10; i++) {
            var client = DeafClient.identified(server.port(), SECRET, "deaf" + i);
            client.send(
                    "{\"op\":11,\"d\":{\"channel_id\":\"CH_0002\",\"ssrc\":1,\"sdp_offer\":\"%s\"}}".formatted(offer));
            client.readTo("active_members");
            deaf.add(client);
        }
        for (int round = 0; cutClients() < deaf.size(); round++) {
            for (DeafClient client : deaf) {
                for (int i = 0; i < OFFERS_A_ROUND; i++) {
                    ask(client, "{\"op\":17,\"d\":{\"channel_id\":\"CH_0002\",\"sdp_offer\":\"%s\"}}".formatted(offer));
                }
            }
            serveAnn(round);
        }
    }

    @Test
    void pages_that_nobody_reads_cost_their_readers_alone() throws Exception {
        // Each of another test who leaves at last makes another list, and all of them would wait for readers of this
        // address.
        until(() -> metric("livechat_sessions") == 1);
        for (int i = 0; i < 200; i++) {
            deaf.add(DeafClient.of(server.port(), "/channels"));
            serveAnn(i);
            assertThat(get("/channels/CH_0001")).contains("ann");
        }
        assertThat(get("/channels")).contains(LAST);
        until(() -> metric("livechat_http_unread_answers_total") > 0 && metric("livechat_http_unread_bytes") == 0);
        assertThat(get("/channels")).contains(LAST);
    }

    private static void ask(DeafClient client, String packet) {
        try {
            client.send(packet);
        } catch (IOException cut) {
            // What the metrics say, too.
        }
    }

    /** Not more often than a client may ask. */
    private void serveAnn(int round) throws InterruptedException {
        assertThat(server.isRunning()).isTrue();
        long now = System.nanoTime();
        if (now - servedNanos < BETWEEN_TWO.toNanos()) {
            return;
        }
        servedNanos = now;
        ann.send("{\"op\":1}");
        ann.await("\"op\":2,");
        ann.send("{\"op\":20,\"d\":{\"channel_id\":\"CH_0001\",\"content\":\"still here %d\"}}".formatted(round));
        ann.await("still here " + round);
    }

    private double cutClients() {
        return metric("livechat_signaling_overflows_total") + metric("livechat_signaling_unread_total") - cutBefore;
    }

    private double metric(String name) {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private String get(String path) {
        return ask(path, HttpRequest.Builder::GET);
    }

    private String ask(String path, UnaryOperator<HttpRequest.Builder> method) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                    .header("Authorization", "Bearer " + OPERATOR)
                    .timeout(PATIENCE);
            var response = http.send(method.apply(request).build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
            return response.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path + " was not answered; the server said " + server.output(), e);
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come about").isLessThan(deadline);
            Thread.sleep(50); // asks again
        }
    }

    /** An offer of as many sections as one may have, in JSON. */
    private static String offer() {
        var offer = new StringBuilder("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE");
        IntStream.range(0, 64).forEach(mid -> offer.append(' ').append(mid));
        offer.append(
                        "\r\na=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuv\r\na=setup:actpass\r\na=fingerprint:sha-256 ")
                .append("AB:".repeat(31))
                .append("AB\r\n");
        for (int mid = 0; mid < 64; mid++) {
            offer.append("m=video 9 UDP/TLS/RTP/SAVPF");
            IntStream.range(96, 126).forEach(type -> offer.append(' ').append(type));
            offer.append("\r\nc=IN IP4 0.0.0.0\r\na=mid:").append(mid).append("\r\na=sendrecv\r\na=rtcp-mux\r\n");
            IntStream.range(96, 126)
                    .forEach(type -> offer.append("a=rtpmap:")
                            .append(type)
                            .append(" VP8/90000\r\na=rtcp-fb:")
                            .append(type)
                            .append(" nack\r\na=rtcp-fb:")
                            .append(type)
                            .append(" nack pli\r\n"));
        }
        return offer.toString().replace("\r\n", "\\r\\n");
    }
}
