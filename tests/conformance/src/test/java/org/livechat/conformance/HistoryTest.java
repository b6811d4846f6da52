package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.client.SignalingClient;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import tools.jackson.databind.JsonNode;

/** What was said before, asked for over the wire, also after a restart; and what operators see of the store. */
@Timeout(60)
class HistoryTest {
    private static final String PTT = "CH_0001";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path data;

    private WholeServer server;

    @BeforeEach
    void start() {
        server = started(Map.of());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private WholeServer started(Map<String, String> more) {
        var settings = new HashMap<>(Map.of("parts.store", "sqlite", "data", data.toString()));
        settings.putAll(more);
        return new WholeServer(settings);
    }

    @Test
    void a_late_joiner_reads_the_messages_page_by_page_after_a_restart_too() {
        TestClient ann = server.member("ann", PTT);
        for (int i = 0; i < 7; i++) {
            ann.send("{'op':20,'d':{'channel_id':'CH_0001','content':'message %d'}}".formatted(i));
        }
        List<JsonNode> told = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            told.add(ann.await(101).get("d"));
        }
        server.close();
        server = started(Map.of());
        TestClient ben = server.member("ben", PTT);
        JsonNode latest = page(ben, "{'op':21,'d':{'channel_id':'CH_0001','limit':4}}");
        assertThat(latest.get("kind").stringValue()).isEqualTo("messages");
        assertThat(latest.has("partial")).isFalse();
        JsonNode first = page(
                ben,
                "{'op':21,'d':{'channel_id':'CH_0001','limit':4,'before':%d}}"
                        .formatted(latest.get("before").longValue()));
        assertThat(first.has("before")).isFalse();
        List<JsonNode> entries = new ArrayList<>();
        latest.get("entries").forEach(entries::add);
        first.get("entries").forEach(entries::add);
        assertThat(entries).hasSize(7);
        for (int i = 0; i < 7; i++) {
            JsonNode entry = entries.get(6 - i);
            for (String key : List.of("message_id", "author_id", "content", "timestamp")) {
                assertThat(entry.get(key)).isEqualTo(told.get(i).get(key));
            }
        }
    }

    @Test
    void bursts_are_shown_once_they_have_ended() throws Exception {
        TestClient ann = server.member("ann", PTT);
        server.member("ben", PTT);
        ann.send("{'op':30,'d':{'channel_id':'CH_0001','indicator':'emergency'}}");
        ann.await(50);
        assertThat(page(ann, "{'op':21,'d':{'channel_id':'CH_0001','kind':'bursts'}}")
                        .get("entries"))
                .isEmpty();
        ann.send("{'op':31,'d':{'channel_id':'CH_0001'}}");
        ann.await(54);
        JsonNode burst = awaitBurst(ann);
        assertThat(burst.get("user_id").stringValue()).isEqualTo("ann");
        assertThat(burst.get("indicator").stringValue()).isEqualTo("emergency");
        assertThat(burst.get("ending").stringValue()).isEqualTo("released");
        assertThat(burst.get("started_at").longValue())
                .isBetween(System.currentTimeMillis() - 30_000, System.currentTimeMillis());
        assertThat(burst.get("epoch").longValue()).isPositive();
        assertThat(burst.get("sequence").longValue()).isPositive();
    }

    private static JsonNode awaitBurst(TestClient client) throws InterruptedException {
        while (true) {
            JsonNode entries = page(client, "{'op':21,'d':{'channel_id':'CH_0001','kind':'bursts'}}")
                    .get("entries");
            if (!entries.isEmpty()) {
                return entries.get(0);
            }
            Thread.sleep(10); // asks again
        }
    }

    @Test
    void the_java_client_reads_it_as_records() throws Exception {
        TestClient ann = server.member("ann", PTT);
        ann.send("{'op':20,'d':{'channel_id':'CH_0001','content':'hello'}}");
        ann.await(101);
        try (var http = HttpClient.newHttpClient();
                var ben = SignalingClient.connect(
                                http,
                                URI.create("ws://127.0.0.1:%d/ws".formatted(server.port())),
                                new ClientMessage.Identify("ben", WholeServer.SECRET, 100),
                                _ -> {})
                        .join()) {
            ben.ask(
                    new ClientMessage.ChannelJoin(PTT, 7, Optional.empty(), Optional.empty(), List.of(), false),
                    AckData.Joined.class,
                    LIMIT);
            var past = ben.ask(
                    new ClientMessage.History(PTT, ClientMessage.HistoryKind.MESSAGES, OptionalLong.empty(), 10),
                    AckData.PastMessages.class,
                    LIMIT);
            assertThat(past.entries()).extracting(AckData.PastMessage::content).containsExactly("hello");
            assertThat(past.before()).isEmpty();
            assertThat(past.partial()).isFalse();
        }
    }

    @Test
    void strangers_to_the_channel_read_nothing_and_wrong_pages_are_refused() {
        TestClient ann = server.identified("ann");
        ann.send("{'op':21,'d':{'channel_id':'CH_0001'}}");
        ann.expectError(2004);
        ann.send("{'op':21,'d':{'channel_id':'NONE'}}");
        ann.expectError(2000);
        for (String wrong : List.of("'limit':0", "'limit':101", "'before':-1", "'kind':'faces'")) {
            ann.send("{'op':21,'d':{'channel_id':'CH_0001',%s}}".formatted(wrong));
            ann.expectError(1004);
        }
    }

    @Test
    void a_server_without_a_store_says_that_it_keeps_none() {
        server.close();
        server = started(Map.of("parts.store", "none"));
        TestClient ann = server.member("ann", PTT);
        ann.send("{'op':21,'d':{'channel_id':'CH_0001'}}");
        ann.expectError(2008);
    }

    @Test
    void operators_have_backups_made_and_see_that_the_disk_fails() throws Exception {
        assertThat(server.look("/admin/store").get("problem").isNull()).isTrue();
        JsonNode backup = server.admin("POST", "/admin/backup/one.db", "", 201);
        assertThat(Path.of(backup.get("file").stringValue()))
                .isNotEmptyFile()
                .isEqualTo(data.resolve("backups/one.db"));
        assertThat(server.admin("POST", "/admin/backup/one.db", "", 409)
                        .get("error")
                        .stringValue())
                .contains("there is a file");
        server.admin("POST", "/admin/backup/.hidden", "", 409);
        assertThat(server.send(server.request("/readyz")).body()).isEqualTo("{\"status\":\"ready\"}");
        server.close();

        Files.writeString(data.resolve("store/livechat.db"), "no database ".repeat(500));
        server = started(Map.of());
        var ready = server.send(server.request("/readyz"));
        assertThat(ready.statusCode()).isEqualTo(200);
        // and before long the recorder, which can note nothing there
        assertThat(ready.body()).startsWith("{\"status\":\"ready\",\"degraded\":[\"store\"");
        assertThat(server.look("/admin/store").get("problem").stringValue()).contains("livechat.db");
        assertThat(server.send(server.request("/metrics").header("Authorization", "Bearer " + WholeServer.ADMIN))
                        .body())
                .contains("livechat_store_failing 1.0");
        TestClient ann = server.member("ann", PTT);
        ann.send("{'op':20,'d':{'channel_id':'CH_0001','content':'still here'}}");
        assertThat(ann.await(101).get("d").get("content").stringValue()).isEqualTo("still here");
        JsonNode page = page(ann, "{'op':21,'d':{'channel_id':'CH_0001'}}");
        assertThat(page.get("partial").booleanValue()).isTrue();
        assertThat(page.get("entries").get(0).get("content").stringValue()).isEqualTo("still here");
    }

    private static JsonNode page(TestClient client, String request) {
        client.send(request);
        return client.awaitAck(21);
    }
}
