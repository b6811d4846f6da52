package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see and do over REST, against a whole server. */
@Timeout(120)
class OperateTest {
    private static final String UNREADABLE =
            "the request cannot be read; in a path each % has two hexadecimal digits behind it (a % itself is %25), and %00 is nothing";
    private static WholeServer server;

    @BeforeAll
    static void start() {
        // More wrong tokens come from here than from an office.
        server = new WholeServer(Map.of("access.failures_per_minute", "10000"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        root().detachAppender(log);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private List<String> warnings() {
        return List.copyOf(log.list).stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static List<String> keys(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    @Test
    void every_path_has_exactly_its_keys() throws Exception {
        TestClient ann = server.member("안나 \uD83D\uDCFB", "CH_0001");
        TestClient bob = server.member("bob", "CH_0001");
        ann.channelRequest(30, "CH_0001");
        ann.await(50);
        bob.channelRequest(30, "CH_0001");
        bob.await(55);

        assertThat(keys(server.look("/admin/status")))
                .containsExactly("uptime_secs", "user_count", "channel_count", "peer_count", "floor_active");
        String[] user = {"user_id", "priority", "last_seen_ms", "idle_secs", "away_since_ms"};
        assertThat(keys(server.look("/admin/users").get(0))).containsExactly(user);
        JsonNode one = server.look("/admin/users/%EC%95%88%EB%82%98%20%F0%9F%93%BB");
        assertThat(keys(one)).startsWith(user).endsWith("channels").hasSize(user.length + 1);
        assertThat(one.get("channels").toString()).isEqualTo("[\"CH_0001\"]");
        String[] channel = {
            "channel_id", "freq", "name", "mode", "member_count", "capacity", "floor_state", "floor_holder", "queue_len"
        };
        JsonNode first = server.look("/admin/channels").get(0);
        assertThat(keys(first)).containsExactly(channel);
        assertThat(first.get("floor_state").stringValue()).isEqualTo("taken");
        assertThat(first.get("floor_holder").stringValue()).isEqualTo("안나 \uD83D\uDCFB");
        assertThat(first.get("queue_len").intValue()).isEqualTo(1);
        assertThat(server.look("/admin/channels").get(1).get("floor_holder").isNull())
                .isTrue();
        JsonNode detail = server.look("/admin/channels/CH_0001");
        List<String> all = new ArrayList<>(List.of(channel));
        all.addAll(List.of("created_at", "members", "floor_taken_secs", "floor_priority", "queue", "peers"));
        assertThat(keys(detail)).containsExactlyElementsOf(all);
        assertThat(keys(detail.get("queue").get(0))).containsExactly("user_id", "priority", "queued_at", "wait_secs");
        assertThat(server.look("/admin/peers").toString()).isEqualTo("[]");
        assertThat(server.look("/admin/plugins").isArray()).isTrue();
        for (String unknown : List.of("/admin/users/zoe", "/admin/channels/zoe", "/admin/peers/zoe", "/admin/zoe")) {
            assertThat(keys(server.admin("GET", unknown, "", 404))).containsExactly("error");
        }
        server.admin("POST", "/admin/kick/bob", "", 200);
        server.admin("POST", "/admin/floor-revoke/CH_0001", "", 200);
        ann.close();
    }

    @Test
    void a_revoke_frees_the_floor_and_clears_the_queue() throws Exception {
        TestClient ann = server.member("ann", "CH_0002");
        TestClient bob = server.member("bo", "CH_0002");
        ann.awaitEvent("join");
        ann.channelRequest(30, "CH_0002");
        ann.await(50);
        bob.channelRequest(30, "CH_0002");
        bob.await(55);
        assertThat(server.admin("POST", "/admin/floor-revoke/CH_0002", "", 200).toString())
                .isEqualTo("{\"ok\":true,\"channel_id\":\"CH_0002\",\"revoked_from\":\"ann\"}");
        assertThat(ann.await(52).get("d").get("cause").stringValue()).isEqualTo("admin_revoke");
        ann.await(54);
        bob.await(54);
        server.admin("POST", "/admin/floor-revoke/CH_0002", "", 409);
        server.admin("POST", "/admin/floor-revoke/CH_0004", "", 409);
        server.admin("POST", "/admin/floor-revoke/nowhere", "", 404);
        assertThat(server.admin("PUT", "/admin/floor-revoke/CH_0002", "", 405)
                        .get("error")
                        .stringValue())
                .isEqualTo("PUT is not allowed here; use POST");
    }

    @Test
    void a_mute_holds_against_a_held_button_and_through_joining_again() throws Exception {
        TestClient ann = server.member("annie", "CH_0003");
        TestClient bob = server.member("bobby", "CH_0003");
        ann.channelRequest(30, "CH_0003");
        ann.await(50);
        bob.channelRequest(30, "CH_0003");
        bob.await(55);
        server.admin("POST", "/admin/mute/CH_0003/annie", "", 200);
        ann.await(52);
        ann.awaitEvent("mute");
        bob.await(50);
        assertThat(server.look("/admin/channels/CH_0003/muted").get("muted").toString())
                .isEqualTo("[\"annie\"]");
        ann.channelRequest(30, "CH_0003");
        assertThat(ann.await(51).get("d").get("cause").intValue()).isEqualTo(5);
        ann.channelRequest(12, "CH_0003");
        ann.awaitAck(12);
        ann.join("CH_0003");
        ann.awaitEvent("mute");
        ann.channelRequest(30, "CH_0003");
        ann.await(51);
        server.admin("POST", "/admin/unmute/CH_0003/annie", "", 200);
        ann.awaitEvent("unmute");
        assertThat(server.admin("POST", "/admin/unmute/CH_0003/annie", "", 404)
                        .get("error")
                        .stringValue())
                .isEqualTo("this user is not muted in channel CH_0003");
        assertThat(server.admin("POST", "/admin/unmute/CH_0003/nobody", "", 404)
                        .get("error")
                        .stringValue())
                .isEqualTo("this user is not muted in channel CH_0003");
        ann.channelRequest(30, "CH_0003");
        ann.await(55);
        bob.channelRequest(31, "CH_0003");
    }

    @Test
    void one_who_waits_is_told_that_an_operator_has_muted_it_and_so_is_one_who_asks() throws Exception {
        TestClient ann = server.member("anneke", "CH_0002");
        TestClient bob = server.member("bobo", "CH_0002");
        ann.channelRequest(30, "CH_0002");
        ann.await(50);
        bob.channelRequest(30, "CH_0002");
        bob.await(55);

        server.admin("POST", "/admin/mute/CH_0002/bobo", "", 200);

        JsonNode out = bob.await(51).get("d");
        assertThat(out.get("cause").intValue()).isEqualTo(5);
        assertThat(out.get("reason").stringValue()).isEqualTo("an operator has muted you");
        bob.awaitEvent("mute");
        bob.channelRequest(30, "CH_0002");
        assertThat(bob.await(51).get("d").get("reason").stringValue()).isEqualTo("an operator has muted you");
        bob.channelRequest(12, "CH_0002");
        bob.awaitAck(12);
        bob.join("CH_0002");
        bob.channelRequest(30, "CH_0002");
        assertThat(bob.await(51).get("d").get("reason").stringValue()).isEqualTo("an operator has muted you");
        server.admin("POST", "/admin/unmute/CH_0002/bobo", "", 200);
        ann.channelRequest(31, "CH_0002");
        ann.await(54);
    }

    @Test
    void one_who_is_away_is_muted_for_when_it_comes() throws Exception {
        assertThat(server.admin("POST", "/admin/mute/CH_0002/later", "", 200).toString())
                .isEqualTo(
                        "{\"ok\":true,\"channel_id\":\"CH_0002\",\"user_id\":\"later\",\"muted\":true,\"in_channel\":false}");
        TestClient later = server.identified("later");
        later.join("CH_0002");
        later.awaitEvent("mute");
        assertThat(server.admin("POST", "/admin/unmute/CH_0002/later", "", 200)
                        .get("in_channel")
                        .booleanValue())
                .isTrue();
        later.awaitEvent("unmute");
        server.admin("POST", "/admin/mute/CH_0002/%20", "", 400);
    }

    @Test
    void a_drain_is_not_taken_back_where_there_is_none() throws Exception {
        assertThat(server.admin("DELETE", "/admin/drain", "", 409).get("error").stringValue())
                .isEqualTo("the server does not drain");
    }

    @Test
    void a_kick_ends_the_session() throws Exception {
        TestClient eve = server.member("eve", "CH_0004");
        server.admin("POST", "/admin/kick/eve", "", 200);
        eve.expectError(2002);
        assertThat(eve.awaitClose()).isEqualTo(1008);
        server.admin("POST", "/admin/kick/eve", "", 404);
    }

    @Test
    void a_blocked_user_comes_in_by_no_token_until_it_is_taken_back() throws Exception {
        TestClient eve = server.member("evelyn", "CH_0004");
        JsonNode answer = server.admin("POST", "/admin/block/evelyn", "{\"for_secs\":3600}", 200);
        assertThat(keys(answer)).containsExactly("ok", "user_id", "was_online", "until");
        assertThat(answer.get("was_online").booleanValue()).isTrue();
        String until =
                Instant.ofEpochSecond(answer.get("until").longValue() / 1000).toString();
        assertThat(eve.expectError(2002).get("d").get("reason").stringValue())
                .isEqualTo("an operator has blocked you until " + until);
        assertThat(eve.awaitClose()).isEqualTo(1008);
        TestClient again = server.connect();
        again.send("{'op':3,'d':{'user_id':'evelyn','token':'" + WholeServer.SECRET + "'}}");
        assertThat(again.expectError(2002).get("d").get("reason").stringValue())
                .isEqualTo("an operator has blocked you until " + until);
        again.close();
        JsonNode block = server.look("/admin/blocks").get(0);
        assertThat(keys(block)).containsExactly("user_id", "blocked_at", "until");
        assertThat(block.get("until").longValue() - block.get("blocked_at").longValue())
                .isEqualTo(3_600_000);
        for (String wrong : List.of("{\"for_secs\":0}", "{\"for_secs\":-1}", "{\"for_secs\":\"1h\"}")) {
            server.admin("POST", "/admin/block/evelyn", wrong, 400);
        }
        assertThat(server.admin("POST", "/admin/block/evelyn", "", 200)
                        .get("until")
                        .isNull())
                .isTrue();
        server.admin("POST", "/admin/unblock/evelyn", "", 200);
        server.admin("POST", "/admin/unblock/evelyn", "", 404);
        server.member("evelyn", "CH_0004").close();
    }

    @Test
    void channels_are_made_changed_and_deleted() throws Exception {
        String body = "{\"channel_id\":\"NEW\",\"freq\":\"0909\",\"name\":\"새 채널\",\"capacity\":7}";
        assertThat(server.admin("POST", "/admin/channels", body, 201)
                        .get("mode")
                        .stringValue())
                .isEqualTo("ptt");
        server.admin("POST", "/admin/channels", body, 409);
        TestClient ann = server.member("anna", "NEW");
        assertThat(server.admin("PATCH", "/admin/channels/NEW", "{\"name\":\"newer\"}", 200)
                        .get("name")
                        .stringValue())
                .isEqualTo("newer");
        ann.awaitEvent("update");
        server.admin("PATCH", "/admin/channels/NEW", "{\"capacity\":\"many\"}", 400);
        server.admin("PATCH", "/admin/channels/NEW", "{\"capacity\":0}", 400);
        for (String bad : List.of("", "[]", "{", "{\"channel_id\":\"X\"}", "{\"channel_id\":5}")) {
            server.admin("POST", "/admin/channels", bad, 400);
        }
        server.admin("DELETE", "/admin/channels/NEW", "", 200);
        ann.awaitEvent("delete");
        server.admin("DELETE", "/admin/channels/NEW", "", 404);
    }

    @Test
    void a_capacity_has_the_same_range_by_rest_and_by_the_websocket() throws Exception {
        String right = "capacity has to be 1 to 1000 on this server";
        TestClient ann = server.identified("capable");
        for (String capacity : List.of("0", "1001", "100001", "99999999999999999999", "-99999999999999999999")) {
            String rest = "{\"channel_id\":\"BIG\",\"freq\":\"0913\",\"name\":\"big\",\"capacity\":" + capacity + "}";
            assertThat(server.admin("POST", "/admin/channels", rest, 400)
                            .get("error")
                            .stringValue())
                    .isEqualTo(right);
            ann.send("{'op':10,'d':{'channel_id':'BIG','freq':'0913','channel_name':'big','capacity':" + capacity
                    + "}}");
            assertThat(ann.expectError(1004).get("d").get("reason").stringValue())
                    .isEqualTo(right);
        }
        ann.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "POST   | block/zoe          | {'for':60}             | the body has for, which is none of its keys; they are: for_secs",
                "POST   | block/zoe          | {'for_secs':1e30}      | for_secs is 1.0E30, but has to be a whole number from 1 to 315360000, without fraction or exponent",
                "POST   | block/zoe          | {'for_secs':10000000000000000000000} | for_secs is 10000000000000000000000, but has to be a whole number from 1 to 315360000",
                "POST   | block/zoe          | {'for_secs':1.5}       | for_secs is 1.5, but has to be a whole number from 1 to 315360000, without fraction or exponent",
                "POST   | block/zoe          | {'for_secs':1,'for_secs':2} | the body has a key twice; it has to be one JSON object with each key once",
                "POST   | block/zoe?for_secs=60 | {}                  | the query for_secs=60 is not read here; what an act needs stands in its body",
                "POST   | kick/zoe           | {'for_secs':60}        | the body has for_secs, but none is read here",
                "POST   | drain              | {'limit':3}            | the body has limit, which is none of its keys; they are: limit_secs",
                "POST   | drain              | {'limit_secs':1e30}    | limit_secs is 1.0E30, but has to be a whole number from 0 to 86400, without fraction or exponent",
                "POST   | channels           | {                      | the body is no JSON at line 1, column 2; it has to be one JSON object with each key once",
                "POST   | channels           | []                     | the body is a list; it has to be one JSON object with each key once",
                "POST   | channels           | 7                      | the body is a number; it has to be one JSON object with each key once",
                "POST   | channels           | \"\"                     | the body is missing; it has to be one JSON object with each key once",
                "DELETE | channels/CH_0004   | x                      | no body is read here; send none",
                "DELETE | channels/CH_0004   | []                     | no body is read here; send none",
                "PATCH  | channels/CH_0004   | {'naem':'x'}           | the body has naem, which is none of its keys; they are: name, capacity",
                "PATCH  | channels/CH_0004   | {}                     | the body says nothing to change; its keys are: name, capacity",
                "PATCH  | channels/CH_0004   | {'capacity':99999999999} | capacity has to be 1 to 1000 on this server",
                "PATCH  | channels/CH_0004   | {'capacity':1001}      | capacity has to be 1 to 1000 on this server",
                "PATCH  | channels/CH_0004   | {'capacity':-99999999999999999999} | capacity has to be 1 to 1000 on this server",
                "PATCH  | channels/CH_0004   | {'capacity':1e2}       | capacity is 100.0, but has to be a whole number, without fraction or exponent",
                "PATCH  | channels/CH_0004   | {'name':''}            | the channel's name has 0 characters, has to have 1 to 64",
                "POST   | channels           | {'channel_id':'F','freq':'0777','name':'F','floor':{'policy':'nope'}} | the body has floor, which is none of its keys; they are: channel_id, freq, name, mode, capacity, record",
                "POST   | plugins/%2ftmp/reload | {}                  | no plug-in can be called so; a name is 1 to 64 characters of a-z 0-9 -, of which the first is no -",
                "POST   | plugins/..%2fplugins%2ffloor-fifo/reload | {} | no plug-in can be called so; a name is 1 to 64 characters of a-z 0-9 -, of which the first is no -",
            })
    void what_nobody_reads_and_numbers_that_cannot_be_are_refused(
            String method, String path, String body, String reason) throws Exception {
        assertThat(server.admin(method, "/admin/" + path, body.replace('\'', '"'), 400)
                        .get("error")
                        .stringValue())
                .isEqualTo(reason);
        assertThat(server.look("/admin/blocks")).isEmpty();
        server.admin("GET", "/readyz", "", 200);
        assertThat(warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/admin/kick/%         | unreadable",
                "/admin/kick/%zz       | unreadable",
                "/admin/kick/%00       | unreadable",
                "/admin/users/a%2      | unreadable",
                "/admin/kick/%ff       | what the percent signs of the path stand for is not UTF-8",
                "/admin/kick/%u0041    | a path is percent-encoded UTF-8, which has no %u"
            })
    void a_path_that_cannot_be_read_is_told_what_is_wrong_with_it(String path, String reason) throws Exception {
        String method = path.contains("kick") ? "POST " : "GET ";
        assertThat(RawSocket.exchange(
                        server.port(),
                        method + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + WholeServer.ADMIN
                                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"error\":\"" + (reason.equals("unreadable") ? UNREADABLE : reason) + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?follow=maybe | follow is 'maybe', but has to be true or false",
                "?op=30        | op is no key of this query; they are: last, follow",
                "?last=1e30    | last has to be a whole number from 0 to 9223372036854775807",
                "?last=99999999999999999999 | last has to be a whole number from 0 to 9223372036854775807",
                "?last=1&last=2 | last stands more than once in this query; give it once",
                "/no%20channel | no channel can be called so; an id is 1 to 64 characters of A-Z a-z 0-9 _ - . and neither . nor ..",
            })
    void what_a_trace_cannot_be_asked_for_is_refused(String rest, String reason) throws Exception {
        assertThat(server.admin("GET", "/trace" + rest, "", 400).get("error").stringValue())
                .isEqualTo(reason);
    }

    @Test
    void a_place_in_the_trace_that_no_stream_gave_is_refused() throws Exception {
        HttpResponse<String> answer = server.send(server.request("/trace")
                .header("Authorization", "Bearer " + WholeServer.ADMIN)
                .header("Last-Event-ID", "yesterday"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Last-Event-ID has to be an id that a stream of this path gave");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /admin/block/zed",
        "POST, /admin/kick/zed",
        "POST, /admin/drain",
        "DELETE, /admin/drain",
        "POST, /admin/channels",
        "PATCH, /admin/channels/CH_0004",
        "DELETE, /admin/channels/CH_0004",
        "POST, /admin/plugins/zed/reload"
    })
    void a_body_that_is_no_text_is_refused(String method, String path) throws Exception {
        HttpResponse<String> answer = server.send(server.request(path)
                .header("Authorization", "Bearer " + WholeServer.ADMIN)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xFF})));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"the body has to be text in UTF-8, and this one is not\"}");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void metrics_are_prometheus_text() throws Exception {
        HttpResponse<String> response =
                server.send(server.request("/metrics").header("Authorization", "Bearer " + WholeServer.ADMIN));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
        assertThat(response.body())
                .contains(
                        "livechat_sessions ",
                        "livechat_channels ",
                        "livechat_floor_wait_seconds_bucket{le=",
                        "livechat_floor_hold_seconds_count",
                        "livechat_media_packets_in_total ",
                        "livechat_media_dropped_total{reason=\"unauthentic\"}",
                        "livechat_signaling_packets_in_total ",
                        "livechat_http_connections ",
                        "jvm_memory_used_bytes");
    }

    @Test
    void nothing_of_it_is_shown_or_done_without_the_token() throws Exception {
        JsonNode paths = description().get("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (!method.getValue().has("security")) {
                    assertThat(method.getValue().get("responses").has("429"))
                            .as("429 of %s", path.getKey())
                            .isTrue();
                    HttpRequest.Builder request = server.request(path.getKey().replaceAll("[{}]", "_"))
                            .method(
                                    method.getKey().toUpperCase(java.util.Locale.ROOT),
                                    HttpRequest.BodyPublishers.noBody());
                    for (String authorization : List.of("", "Bearer " + WholeServer.SECRET, "Bearer wrong")) {
                        HttpResponse<String> refused = server.send(
                                authorization.isEmpty() ? request : request.setHeader("Authorization", authorization));
                        assertThat(refused.statusCode()).as(path.getKey()).isEqualTo(401);
                        assertThat(refused.body()).startsWith("{\"error\":").doesNotContain("CH_0001");
                    }
                }
            }
        }
    }

    /** One rule for all: what is at a path is at no other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/",
                "/admin/users/",
                "/admin/users/ann/",
                "/admin/channels/CH_0001/muted/",
                "/channels/",
                "/channels/CH_0001/",
                "/trace/",
                "/trace/CH_0001/",
                "/metrics/",
                "/healthz/",
                "/openapi.json/"
            })
    void a_slash_at_the_end_is_another_path_and_there_is_nothing(String path) throws Exception {
        HttpResponse<String> answer =
                server.send(server.request(path).header("Authorization", "Bearer " + WholeServer.ADMIN));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("{\"error\":\"");
    }

    @Test
    void figures_are_for_reading_alone() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE")) {
            HttpResponse<String> answer = server.send(server.request("/metrics")
                    .header("Authorization", "Bearer " + WholeServer.ADMIN)
                    .method(method, HttpRequest.BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD");
            assertThat(answer.body()).isEqualTo("{\"error\":\"" + method + " is not allowed here; use GET\"}");
        }
        HttpResponse<String> head = server.send(server.request("/metrics")
                .header("Authorization", "Bearer " + WholeServer.ADMIN)
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void the_description_has_what_any_path_may_be_refused_with() throws Exception {
        for (Map.Entry<String, JsonNode> path : description().get("paths").properties()) {
            for (JsonNode method : path.getValue()) {
                assertThat(method.get("responses").propertyNames())
                        .as(path.getKey())
                        .contains("403", "405", "414", "431");
                if (path.getKey().contains("{")) {
                    assertThat(method.get("responses").propertyNames())
                            .as(path.getKey())
                            .contains("400");
                }
            }
        }
    }

    @Test
    void the_description_says_when_to_ask_again_for_recordings() throws Exception {
        int paths = 0;
        for (Map.Entry<String, JsonNode> path : description().get("paths").properties()) {
            if (path.getKey().contains("/recordings")) {
                paths++;
                assertThat(path.getValue().at("/get/responses/503/headers").propertyNames())
                        .as(path.getKey())
                        .containsExactly("Retry-After");
            }
        }
        assertThat(paths).isEqualTo(5);
    }

    @Test
    void the_description_tells_what_the_server_answers() throws Exception {
        JsonNode description = description();
        for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
            if (path.getValue().has("get")
                    && !path.getKey().contains("{")
                    && !path.getKey().matches("/(trace|metrics|openapi|recordings|admin/recordings).*")) {
                JsonNode answer = server.look(path.getKey());
                JsonNode schema = resolved(
                        description,
                        path.getValue()
                                .at("/get/responses/200/content")
                                .get("application/json")
                                .get("schema"));
                JsonNode object = answer.isArray() ? answer.path(0) : answer;
                JsonNode properties = answer.isArray() ? resolved(description, schema.get("items")) : schema;
                if (!object.isMissingNode()) {
                    List<String> always = new ArrayList<>();
                    properties.path("required").forEach(key -> always.add(key.stringValue()));
                    assertThat(object.propertyNames())
                            .as(path.getKey())
                            .isSubsetOf(properties.get("properties").propertyNames())
                            .containsAll(always);
                }
            }
        }
        for (String shown : List.of("/healthz", "/readyz", "/channels/CH_0001", "/admin/channels/CH_0001")) {
            server.look(shown);
        }
    }

    private static JsonNode description() throws Exception {
        return JsonMapper.shared()
                .readTree(server.send(server.request("/openapi.json")).body());
    }

    private static JsonNode resolved(JsonNode description, JsonNode schema) {
        return schema.has("$ref")
                ? description.at(schema.get("$ref").stringValue().substring(1))
                : schema;
    }
}
