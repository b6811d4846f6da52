package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A server that is about to stop. */
@Timeout(60)
class DrainTest {
    @Test
    void members_are_told_nobody_joins_and_who_talks_may_finish() throws Exception {
        try (WholeServer server = new WholeServer()) {
            TestClient ann = server.member("ann", "CH_0001");
            TestClient bob = server.member("bob", "CH_0002");
            TestClient queued = server.member("eve", "CH_0001");
            ann.channelRequest(30, "CH_0001");
            ann.await(50);
            queued.channelRequest(30, "CH_0001");
            queued.await(55);

            assertThat(server.admin("POST", "/admin/drain", "{\"limit_secs\":60}", 200)
                            .toString())
                    .isEqualTo("{\"ok\":true,\"draining\":true,\"limit_secs\":60,\"floor_active\":1}");

            JsonNode told = ann.awaitEvent("drain");
            assertThat(told.get("data").get("limit_ms").intValue()).isEqualTo(60_000);
            bob.awaitEvent("drain");
            assertThat(server.admin("GET", "/readyz", "", 503).get("error").stringValue())
                    .isEqualTo("the server drains: nobody is let in for now");
            server.admin("GET", "/healthz", "", 200);
            bob.send("{'op':11,'d':{'channel_id':'CH_0001','ssrc':7}}");
            bob.expectError(9001);
            JsonNode denied = queued.await(51).get("d");
            assertThat(denied.get("cause").intValue()).isEqualTo(6);
            assertThat(denied.get("reason").stringValue()).startsWith("the server is about to stop");
            bob.channelRequest(30, "CH_0002");
            assertThat(bob.await(51).get("d").get("cause").intValue()).isEqualTo(6);
            assertThat(server.look("/admin/status").get("floor_active").intValue())
                    .isEqualTo(1);
            ann.channelRequest(31, "CH_0001");
            ann.await(54);

            server.admin("POST", "/admin/drain", "{\"limit_secs\":\"soon\"}", 400);
            server.admin("DELETE", "/admin/drain", "", 200);
            server.admin("GET", "/readyz", "", 200);
            bob.awaitEvent("undrain");
            bob.channelRequest(30, "CH_0002");
            bob.await(50);
        }
    }
}
