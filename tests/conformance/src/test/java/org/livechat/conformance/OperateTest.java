package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see and do over REST, against a whole server. */
@Timeout(120)
class OperateTest {
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
        String[] user = {"user_id", "priority", "last_seen_ms", "idle_secs"};
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
        bob.await(50);
        assertThat(server.look("/admin/channels/CH_0003/muted").get("muted").toString())
                .isEqualTo("[\"annie\"]");
        ann.channelRequest(30, "CH_0003");
        assertThat(ann.await(51).get("d").get("cause").intValue()).isEqualTo(5);
        ann.channelRequest(12, "CH_0003");
        ann.awaitAck(12);
        ann.join("CH_0003");
        ann.channelRequest(30, "CH_0003");
        ann.await(51);
        server.admin("POST", "/admin/unmute/CH_0003/annie", "", 200);
        ann.channelRequest(30, "CH_0003");
        ann.await(55);
        server.admin("POST", "/admin/mute/CH_0003/nobody", "", 404);
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

    @Test
    void the_description_tells_what_the_server_answers() throws Exception {
        JsonNode description = description();
        for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
            if (path.getValue().has("get")
                    && !path.getKey().contains("{")
                    && !path.getKey().matches("/(trace|metrics|openapi).*")) {
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
                    assertThat(new TreeSet<>(object.propertyNames()))
                            .as(path.getKey())
                            .isEqualTo(
                                    new TreeSet<>(properties.get("properties").propertyNames()));
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
