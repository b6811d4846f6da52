package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The floor is for those who can be heard. */
@Timeout(120)
class HeardTest {
    private static final int DENY = 51;
    private static WholeServer server;

    @BeforeAll
    static void start() {
        server = new WholeServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void expectDenied(TestClient client, String channelId, String reason) {
        client.channelRequest(30, channelId);
        JsonNode denied = client.await(DENY).get("d");
        assertThat(denied.get("cause").intValue()).isEqualTo(255);
        assertThat(denied.get("reason").stringValue()).isEqualTo(reason);
    }

    private static JsonNode channel(String id) throws Exception {
        return server.look("/admin/channels/" + id);
    }

    @Test
    void who_has_no_connected_media_has_no_floor_and_no_place_that_leads_to_one() throws Exception {
        TestClient ann = server.identified("ann");
        try (Voice voice = Voice.joinUnconnected(ann, "CH_0001")) {
            expectDenied(ann, "CH_0001", "your media is not connected yet; ask again once it is");
            assertThat(channel("CH_0001").get("floor_state").stringValue()).isEqualTo("idle");

            TestClient bob = server.member("bob", "CH_0001"); // without media, as a gateway's
            bob.channelRequest(30, "CH_0001");
            bob.await(50);
            expectDenied(ann, "CH_0001", "your media is not connected yet; ask again once it is");
            assertThat(channel("CH_0001").get("queue_len").intValue()).isZero();

            voice.connect();
            ann.channelRequest(30, "CH_0001");
            ann.await(55);
            bob.channelRequest(31, "CH_0001");
            ann.await(50);
        }
        ann.awaitEvent("media_ended");
        expectDenied(
                ann,
                "CH_0001",
                "your media has ended; RENEGOTIATE with an sdp_offer begins it anew, to talk once it is connected");
    }

    @Test
    void who_joined_without_media_and_begins_it_has_no_floor_before_it_is_connected() throws Exception {
        TestClient eva = server.member("eva", "CH_0003");
        TestClient fay = server.member("fay", "CH_0003");
        fay.channelRequest(30, "CH_0003");
        fay.await(50);
        eva.channelRequest(30, "CH_0003");
        eva.await(55);
        try (Voice voice = Voice.beginUnconnected(eva, "CH_0003")) {
            assertThat(channel("CH_0003").get("queue_len").intValue()).isZero();
            expectDenied(eva, "CH_0003", "your media is not connected yet; ask again once it is");

            voice.connect();
            fay.channelRequest(31, "CH_0003");
            eva.await(54);
            eva.channelRequest(30, "CH_0003");
            eva.await(50);
        }
    }

    @Test
    void a_holder_whose_media_never_begins_loses_the_floor_and_who_waits_gets_it() throws Exception {
        TestClient cem = server.identified("cem");
        TestClient dia = server.member("dia", "CH_0002");
        try (Voice silent = Voice.join(cem, "CH_0002")) {
            assertThat(silent.heard).isEmpty();
            cem.channelRequest(30, "CH_0002");
            cem.await(50);
            dia.channelRequest(30, "CH_0002");
            dia.await(55);
            cem.channelRequest(32, "CH_0002");

            dia.await(50);
            assertThat(cem.await(53).get("d").get("user_id").stringValue()).isEqualTo("dia");
        }
    }
}
