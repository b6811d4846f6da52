package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.plugins.WhipClient.FRAGMENT_TYPE;
import static org.livechat.plugins.WhipClient.OFFER;
import static org.livechat.plugins.WhipClient.OFFER_TYPE;
import static org.livechat.plugins.WhipClient.header;
import static org.livechat.plugins.WhipClient.location;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.distribution.Person;

/** What the plug-in gateway-whip answers in the stock distribution, status by status (RFC 9725 4). */
@Timeout(120)
class WhipTest {
    private static final String ADMIN = "the operators' token of this test";
    private static final String BEARER = "Bearer " + StockServer.SECRET;
    private static final String CONFIGURATION = """
            access:
              authenticators: [secret, jwt]
              jwt:
                keys: KEYS
            whip:
              ice_servers:
                - {url: "stun:stun.example.org"}
                - {url: "turn:turn.example.org?transport=udp", username: ann, credential: "pass word"}
            """;

    @TempDir
    private static Path temporary;

    private static StockServer server;
    private static WhipClient client;
    private static String listener;

    @BeforeAll
    static void start() throws Exception {
        Path distribution = Distribution.copyTo(temporary.resolve("livechat"));
        Path work = Files.createDirectory(temporary.resolve("work"));
        Shell.run("""
                "$LIVECHAT/bin/lcadmin" token-key signing.jwk --jwks keys.json
                "$LIVECHAT/bin/lcadmin" token ben --key signing.jwk --expires 1h --join CH_0001,CH_0002 --talk CH_0002 > ben.jwt
                """, work, distribution);
        listener = Files.readString(work.resolve("ben.jwt")).strip();
        Files.writeString(
                work.resolve("livechat.yaml"),
                CONFIGURATION.replace("KEYS", work.resolve("keys.json").toString()));
        server = StockServer.start(
                "LIVECHAT_ADMIN_TOKEN=\"" + ADMIN + "\" exec \"$LIVECHAT/bin/lcserver\" --config livechat.yaml",
                work,
                distribution);
        client = new WhipClient(server.port(), StockServer.SECRET);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
        assertThat(server.output()).contains("gateway whip").doesNotContain("ERROR");
    }

    @Test
    void a_publisher_is_let_in_made_one_way_and_told_where_its_session_is() throws Exception {
        HttpResponse<String> created = client.post("/whip/CH_0001?user=camera-1", OFFER);

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(header(created, "Content-Type")).isEqualTo(OFFER_TYPE);
        assertThat(header(created, "ETag")).isEqualTo("\"ice-0\"");
        assertThat(location(created)).matches("/whip/CH_0001/[A-Za-z0-9_-]{27}");
        assertThat(created.headers().allValues("Link"))
                .containsExactly(
                        "<stun:stun.example.org>; rel=\"ice-server\"",
                        "<turn:turn.example.org?transport=udp>; rel=\"ice-server\"; username=\"ann\";"
                                + " credential=\"pass word\"; credential-type=\"password\"");
        assertThat(created.body())
                .contains("a=ice-lite\r\n", "a=candidate:", "a=end-of-candidates\r\n", "a=setup:passive\r\n")
                .containsSubsequence("a=mid:0\r\n", "a=recvonly\r\n", "a=mid:1\r\n", "a=recvonly\r\n")
                .doesNotContain("a=sendrecv", "a=sendonly");
        assertThat(members("CH_0001")).contains("{\"user_id\":\"camera-1\",\"ssrc\":4711}");

        assertThat(client.send("DELETE", location(created), "", "If-Match", "\"whatever\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(members("CH_0001")).doesNotContain("camera-1");
        assertThat(client.send("DELETE", location(created), "").statusCode()).isEqualTo(404);
        assertThat(client.patch(location(created), "a=end-of-candidates\r\n", "*")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CH_0001", "CH_0004"})
    void a_player_is_let_in_to_listen_under_a_name_of_its_own(String channel) throws Exception {
        HttpResponse<String> created = client.post("/whep/" + channel, OFFER);

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(location(created)).startsWith("/whep/" + channel + "/");
        assertThat(created.body()).contains("a=sendonly\r\n").doesNotContain("a=recvonly", "a=sendrecv");
        assertThat(members(channel)).containsPattern("\"whep-[0-9A-V]{8}\"");
        String elsewhere = location(created).replace("/whep/", "/whip/");
        assertThat(client.send("DELETE", elsewhere, "").statusCode()).isEqualTo(404);
        assertThat(client.send("DELETE", location(created), "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_user_who_comes_again_takes_the_place_of_its_former_session() throws Exception {
        String first = location(client.post("/whip/CH_0002?user=camera-2", OFFER));
        String second = location(client.post("/whip/CH_0002?user=camera-2", OFFER));
        assertThat(client.patch(first, "a=end-of-candidates\r\n", "*").statusCode())
                .isEqualTo(404);
        // It did not end by its client's will, who may delete it still, once.
        assertThat(client.send("DELETE", first, "").statusCode()).isEqualTo(200);
        assertThat(client.send("DELETE", first, "").statusCode()).isEqualTo(404);
        assertThat(client.send("DELETE", second, "").statusCode()).isEqualTo(200);
    }

    @Test
    void without_a_token_or_with_a_wrong_one_nobody_comes_in() throws Exception {
        HttpResponse<String> without = client.send("POST", "/whip/CH_0001", OFFER, "Content-Type", OFFER_TYPE);
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(header(without, "WWW-Authenticate")).isEqualTo("Bearer realm=\"livechat\"");
        assertThat(without.body()).startsWith("{\"error\":\"this needs a token");
        HttpResponse<String> wrong = client.send(
                "POST", "/whip/CH_0001", OFFER, "Content-Type", OFFER_TYPE, "Authorization", "Bearer guessed");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(header(wrong, "WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    void a_token_is_good_for_its_user_and_its_channels_alone() throws Exception {
        assertThat(asBen("/whip/CH_0002?user=ann").statusCode()).isEqualTo(401);
        assertThat(asBen("/whip/CH_0002").statusCode()).isEqualTo(401);
        assertThat(asBen("/whip/CH_0001?user=ben").statusCode()).isEqualTo(403);
        assertThat(asBen("/whep/CH_0003?user=ben").statusCode()).isEqualTo(403);
        assertThat(asBen("/whep/CH_0001?user=ben").statusCode()).isEqualTo(201);
        assertThat(asBen("/whip/CH_0002?user=ben").statusCode()).isEqualTo(201);
    }

    private static HttpResponse<String> asBen(String path) throws IOException, InterruptedException {
        return client.send("POST", path, OFFER, "Content-Type", OFFER_TYPE, "Authorization", "Bearer " + listener);
    }

    @Test
    void a_channel_that_is_not_there_or_full_is_said_so() throws Exception {
        assertThat(client.post("/whip/CH_NONE", OFFER).statusCode()).isEqualTo(404);
        assertThat(client.post("/whip", OFFER).statusCode()).isEqualTo(404);
        try (var ann = new Person(server.port(), StockServer.SECRET, "ann")) {
            ann.send("{\"op\":10,\"d\":{\"channel_id\":\"FULL\",\"freq\":\"0777\",\"channel_name\":\"Full\","
                    + "\"capacity\":1}}");
            ann.await("\"op\":200,");
            ann.send("{\"op\":11,\"d\":{\"channel_id\":\"FULL\",\"ssrc\":1}}");
            ann.await("\"op\":200,");
            HttpResponse<String> full = client.post("/whep/FULL", OFFER);
            assertThat(full.statusCode()).as(full.body()).isEqualTo(409);
            assertThat(header(full, "Retry-After")).isEqualTo("10");
        }
    }

    @Test
    void a_body_that_is_no_offer_is_refused() throws Exception {
        HttpResponse<String> json =
                client.send("POST", "/whip/CH_0001", "{}", "Content-Type", "application/json", "Authorization", BEARER);
        assertThat(json.statusCode()).isEqualTo(415);
        assertThat(header(json, "Accept-Post")).isEqualTo(OFFER_TYPE);
        assertThat(client.post("/whip/CH_0001", "hello").statusCode()).isEqualTo(400);
        assertThat(client.post("/whip/CH_0001", "").statusCode()).isEqualTo(400);
        assertThat(client.post("/whip/CH_0001?user=%20", OFFER).statusCode()).isEqualTo(400);
        for (int kilobytes : List.of(40, 80)) {
            assertThat(client.post("/whip/CH_0001", OFFER + "a=x\r\n".repeat(kilobytes * 200))
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            whip | a=sendrecv          | a=recvonly                | a=sendonly
            whep | a=sendrecv          | a=sendonly                | a=recvonly
            whip | a=fingerprint       | a=x-fingerprint           | fingerprint
            whip | a=rtpmap:96 VP8     | a=rtpmap:96 H265          | m= line 2 (video)
            whip | a=group:BUNDLE 0 1  | a=group:BUNDLE 0          | m= line 2 (video)
            whip | a=setup:actpass     | a=setup:passive           | passive
            """)
    void an_offer_that_cannot_be_answered_is_refused_as_a_whole(
            String protocol, String instead, String of, String reason) throws Exception {
        HttpResponse<String> refused = client.post("/" + protocol + "/CH_0003?user=wrong", OFFER.replace(instead, of));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains(reason);
        assertThat(members("CH_0003")).doesNotContain("wrong");
    }

    @Test
    void other_methods_are_kept_for_later_versions() throws Exception {
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "PATCH")) {
            HttpResponse<String> refused = client.send(method, "/whip/CH_0001", "");
            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(header(refused, "Allow")).isEqualTo("POST, OPTIONS");
        }
        for (String method : List.of("GET", "HEAD", "PUT", "POST")) {
            HttpResponse<String> refused = client.send(method, "/whip/CH_0001/some", "");
            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(header(refused, "Allow")).isEqualTo("PATCH, DELETE, OPTIONS");
        }
    }

    @Test
    void options_say_what_can_be_sent_and_which_ice_servers_there_are() throws Exception {
        HttpResponse<String> endpoint = client.send("OPTIONS", "/whip/CH_0001", "");
        assertThat(endpoint.statusCode()).isEqualTo(200);
        assertThat(header(endpoint, "Accept-Post")).isEqualTo(OFFER_TYPE);
        // Credentials are for those with a token.
        assertThat(endpoint.headers().allValues("Link")).isEmpty();
        HttpResponse<String> resource = client.send("OPTIONS", "/whip/CH_0001/some", "");
        assertThat(header(resource, "Accept-Patch")).isEqualTo(FRAGMENT_TYPE);
    }

    @Test
    void candidates_are_taken_under_the_condition_that_they_are_of_this_ice_session() throws Exception {
        String resource = location(client.post("/whip/CH_0003", OFFER));
        String candidates = """
                a=ice-ufrag:EsAw
                a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
                m=audio 9 UDP/TLS/RTP/SAVPF 0
                a=mid:0
                a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host
                a=end-of-candidates
                """;

        HttpResponse<String> taken = client.patch(resource, candidates, "\"ice-0\"");
        assertThat(taken.statusCode()).isEqualTo(204);
        assertThat(taken.headers().firstValue("ETag")).isEmpty();
        assertThat(client.send("PATCH", resource, candidates, "Content-Type", FRAGMENT_TYPE)
                        .statusCode())
                .isEqualTo(428);
        assertThat(client.patch(resource, candidates, "\"ice-1\"").statusCode()).isEqualTo(412);
        assertThat(client.patch(resource, candidates, "W/\"ice-0\"").statusCode())
                .isEqualTo(412);
        assertThat(client.patch(resource, "candidates", "\"ice-0\"").statusCode())
                .isEqualTo(400);
        assertThat(client.patch(resource, "a=ice-ufrag:abcd\r\n", "*").statusCode())
                .isEqualTo(400);
        HttpResponse<String> wrongType =
                client.send("PATCH", resource, candidates, "Content-Type", OFFER_TYPE, "If-Match", "*");
        assertThat(wrongType.statusCode()).isEqualTo(415);
        assertThat(header(wrongType, "Accept-Patch")).isEqualTo(FRAGMENT_TYPE);
        assertThat(client.send("DELETE", resource, "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_restart_of_ice_gets_the_servers_side_and_another_entity_tag() throws Exception {
        HttpResponse<String> created = client.post("/whep/CH_0003", OFFER);
        String resource = location(created);
        String restart = "a=ice-ufrag:ysXw\r\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r\n";

        HttpResponse<String> restarted = client.patch(resource, restart, "*");

        assertThat(restarted.statusCode()).as(restarted.body()).isEqualTo(200);
        assertThat(header(restarted, "Content-Type")).isEqualTo(FRAGMENT_TYPE);
        assertThat(header(restarted, "ETag")).isEqualTo("\"ice-1\"");
        assertThat(restarted.body())
                .startsWith("a=ice-lite\r\na=ice-ufrag:")
                .containsSubsequence(
                        "a=ice-pwd:", "m=audio ", "a=mid:0\r\n", "a=candidate:", "a=end-of-candidates\r\n");
        assertThat(client.patch(resource, "a=end-of-candidates\r\n", "\"ice-0\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(client.patch(resource, restart + "a=end-of-candidates\r\n", "\"ice-1\"")
                        .statusCode())
                .isEqualTo(204);
        assertThat(client.send("DELETE", resource, "").statusCode()).isEqualTo(200);
    }

    @Test
    void while_the_server_drains_nobody_comes_in() throws Exception {
        String[] operator = {"Authorization", "Bearer " + ADMIN};
        assertThat(client.send("POST", "/admin/drain", "", operator).statusCode())
                .isEqualTo(200);
        try {
            HttpResponse<String> refused = client.post("/whip/CH_0001", OFFER);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(header(refused, "Retry-After")).isEqualTo("10");
        } finally {
            client.send("DELETE", "/admin/drain", "", operator);
        }
    }

    private static String members(String channel) throws IOException, InterruptedException {
        return client.send("GET", "/channels/" + channel, "").body();
    }
}
