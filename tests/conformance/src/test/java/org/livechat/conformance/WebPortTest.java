package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.parts.OwnCertificate;

/** Media over TCP at the port of HTTP and HTTPS, for clients whose network lets nothing else out. */
@Timeout(120)
class WebPortTest {
    private static final int FRAME_MILLIS = 20;
    private static final String CHANNEL = "CH_0001";
    private static final String DROPPED = "livechat_media_tcp_dropped_total";
    private static final int MANY = 400;
    private static final int TOO_MANY = 20_000;
    private static final int FRAMES_A_LOOK = 20;

    /** Of one client, with what each packet takes besides its bytes. */
    private static final int MOST_WAITING_BYTES = 129 << 10;

    /** Nothing but the web server's number is left for TCP. */
    private static final Map<String, String> WEB_PORT_ALONE = Map.of("media.tcp", "false", "media.tcp_on_http", "true");

    @TempDir
    private Path folder;

    private static List<String> candidates(Voice voice) {
        return voice.answer()
                .lines()
                .filter(line -> line.startsWith("a=candidate:"))
                .toList();
    }

    private static String transport(String candidate) {
        return candidate.split(" ", -1)[2];
    }

    private static int port(String candidate) {
        return Integer.parseInt(candidate.split(" ", -1)[5]);
    }

    private static void assertHears(Voice listener, Voice talker) throws InterruptedException {
        listener.heard.clear();
        next(listener, talker);
    }

    /** The next frame that is heard of a talker who goes on. */
    private static Integer next(Voice listener, Voice talker) throws InterruptedException {
        Integer heard = null;
        for (int frame = 0; frame < 500 && heard == null; frame++) {
            talker.speak();
            heard = listener.heard.poll(FRAME_MILLIS, TimeUnit.MILLISECONDS);
        }
        assertThat(heard).as("a frame of the talker").isNotNull();
        return heard;
    }

    /** Two of whom one has UDP and the other the web server's port. */
    private static void assertTheyHearEachOther(TestClient ann, TestClient ben) throws Exception {
        try (Voice blocked = Voice.joinOverTcp(ann, CHANNEL);
                Voice free = Voice.join(ben, CHANNEL)) {
            blocked.connect();
            ann.channelRequest(30, CHANNEL);
            ann.await(50);
            assertHears(free, blocked);
            ann.channelRequest(31, CHANNEL);
            ben.channelRequest(30, CHANNEL);
            ben.await(50);
            assertHears(blocked, free);
        }
    }

    @Test
    void who_reaches_the_port_of_http_alone_hears_and_is_heard() throws Exception {
        try (WholeServer server = new WholeServer(WEB_PORT_ALONE)) {
            assertTheyHearEachOther(server.identified("ann"), server.identified("ben"));
            assertThat(server.figure("livechat_media_tcp_accepted_total", "")).isEqualTo(1);
            assertThat(server.mediaPorts().subList(1, server.mediaPorts().size()))
                    .containsExactly(server.port());
        }
    }

    @Test
    void operators_see_who_is_there_over_tcp() throws Exception {
        try (WholeServer server = new WholeServer(WEB_PORT_ALONE);
                Voice blocked = Voice.joinOverTcp(server.identified("ann"), CHANNEL);
                Voice _ = Voice.join(server.identified("ben"), CHANNEL)) {
            blocked.connect();
            Map<String, String> over = new HashMap<>();
            server.look("/admin/peers")
                    .forEach(peer -> over.put(
                            peer.get("user_id").stringValue(), peer.get("over").stringValue()));
            assertThat(over).isEqualTo(Map.of("ann", "tcp", "ben", "udp"));
        }
    }

    @Test
    void who_reaches_the_port_of_https_alone_hears_and_is_heard() throws Exception {
        OwnCertificate certificate = OwnCertificate.make(folder, "server", "EC");
        var settings = new HashMap<>(WEB_PORT_ALONE);
        settings.put("http.tls.certificate", write("certificate.pem", certificate.certificatePem()));
        settings.put("http.tls.key", write("key.pem", certificate.keyPem()));
        try (WholeServer server = new WholeServer(settings);
                HttpClient http = HttpClient.newBuilder()
                        .sslContext(certificate.trusting())
                        .build()) {
            TestClient ann = identified(http, server, "ann");
            TestClient ben = identified(http, server, "ben");
            assertTheyHearEachOther(ann, ben);
            ann.abort();
            ben.abort();
            HttpResponse<String> figures = http.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/metrics"))
                            .header("Authorization", "Bearer " + WholeServer.ADMIN)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(figures.body()).contains("livechat_media_tcp_accepted_total 1");
        }
    }

    private static TestClient identified(HttpClient http, WholeServer server, String userId) {
        TestClient client = TestClient.connect(http, URI.create("wss://127.0.0.1:" + server.port() + "/ws"));
        client.await(0);
        client.send("{'op':3,'d':{'user_id':'" + userId + "','token':'" + WholeServer.SECRET + "'}}");
        client.await(4);
        return client;
    }

    private String write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void the_answer_names_that_port_behind_all_others() throws Exception {
        try (WholeServer server = new WholeServer(Map.of("media.tcp_on_http", "true"));
                Voice ann = Voice.joinUnconnected(server.identified("ann"), CHANNEL)) {
            int media = server.mediaPorts().getFirst();
            assertThat(candidates(ann)).extracting(WebPortTest::transport).containsExactly("udp", "tcp", "tcp");
            assertThat(candidates(ann)).extracting(WebPortTest::port).containsExactly(media, media, server.port());
            assertThat(candidates(ann).subList(1, 3)).allMatch(line -> line.endsWith(" typ host tcptype passive"));
            assertThat(candidates(ann))
                    .extracting(line -> -Long.parseLong(line.split(" ", -1)[3]))
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(server.mediaPorts()).containsExactly(media, media, server.port());
        }
    }

    @Test
    void behind_nat_it_names_the_number_that_clients_reach() throws Exception {
        try (WholeServer server =
                        new WholeServer(Map.of("media.tcp_on_http", "true", "media.tcp_on_http_public_port", "443"));
                Voice ann = Voice.joinUnconnected(server.identified("ann"), CHANNEL)) {
            assertThat(candidates(ann)).hasSize(3);
            assertThat(candidates(ann).getLast()).contains(" 443 typ host tcptype passive");
        }
    }

    @Test
    void without_the_key_the_port_is_that_of_http_alone() throws Exception {
        try (WholeServer server = new WholeServer();
                Voice ann = Voice.joinUnconnected(server.identified("ann"), CHANNEL)) {
            assertThat(candidates(ann)).extracting(WebPortTest::port).doesNotContain(server.port());
        }
    }

    /** As at the media's own port: {@code TcpRelayTest}. */
    @Test
    void who_does_not_read_there_is_sent_less_and_keeps_nobody_waiting() throws Exception {
        var settings = new HashMap<>(WEB_PORT_ALONE);
        settings.put("floor.max_talk", "10m");
        settings.put("floor.end_of_media", "1m"); // the talker waits for the figures, on a machine that is busy
        settings.put("media.consent_timeout", "5m");
        try (WholeServer server = new WholeServer(settings);
                Voice deaf = Voice.joinOverTcp(server.identified("deaf"), CHANNEL);
                Voice free = Voice.join(server.identified("free"), CHANNEL)) {
            deaf.connect();
            TestClient ann = server.identified("ann");
            try (Voice talker = Voice.join(ann, CHANNEL)) {
                ann.channelRequest(30, CHANNEL);
                ann.await(50);
                assertHears(deaf, talker);
                assertHears(free, talker);

                deaf.stopReading();
                int first = talker.speak();
                double mostWaiting = 0;
                for (double late = 0; late < MANY; late = server.figure(DROPPED, "\"late\"")) {
                    assertThat(talker.speak() - first)
                            .as("frames until those that wait are thrown away")
                            .isLessThan(TOO_MANY);
                    for (int i = 0; i < FRAMES_A_LOOK; i++) {
                        assertHears(free, talker);
                    }
                    mostWaiting = Math.max(mostWaiting, server.figure("livechat_media_tcp_waiting_bytes", ""));
                }
                assertThat(mostWaiting).isPositive().isLessThan(MOST_WAITING_BYTES);

                // Behind what was on its way already come the frames of now: those between are gone.
                deaf.heard.clear();
                int now = talker.speak();
                deaf.goOn();
                int stale = 0;
                while (next(deaf, talker) < now) {
                    stale++;
                }
                assertThat(stale).isLessThanOrEqualTo(now - first - MANY);
            }
        }
    }

    /** What is open is one number, of UDP and of TCP. */
    @Test
    void media_and_the_web_server_have_one_number() throws Exception {
        String number;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            number = Integer.toString(free.getLocalPort());
        }
        var settings = new HashMap<>(WEB_PORT_ALONE);
        settings.put("http.port", number);
        settings.put("media.port", number);
        try (WholeServer server = new WholeServer(settings)) {
            assertThat(server.mediaPorts()).containsExactly(server.port(), server.port());
            assertTheyHearEachOther(server.identified("ann"), server.identified("ben"));
        }
    }
}
