package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.floor.FloorSettings;
import tools.jackson.databind.JsonNode;

class FloorTest {
    private TestServer server;
    private TestClient ann;
    private TestClient bob;

    @BeforeEach
    void start() {
        begin(TestServer.start());
    }

    private void begin(TestServer started) {
        server = started;
        ann = server.member("ann", TestServer.PTT);
        bob = server.member("bob", TestServer.PTT);
        ann.awaitEvent("join");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(TestServer other) {
        server.close();
        begin(other);
    }

    private void annTalks() {
        ann.channelRequest(30, TestServer.PTT);
        ann.await(50);
        bob.await(53);
    }

    @Test
    void request_release_and_idle() {
        ann.channelRequest(30, TestServer.PTT);
        ann.expect("{'op':50,'d':{'channel_id':'CH_0001','user_id':'ann','duration':30000}}");
        bob.await(53);
        ann.channelRequest(32, TestServer.PTT);
        ann.expect("{'op':56,'d':{'channel_id':'CH_0001'}}");
        ann.channelRequest(31, TestServer.PTT);
        ann.expect("{'op':54,'d':{'channel_id':'CH_0001'}}");
        bob.expect("{'op':54,'d':{'channel_id':'CH_0001'}}");
        ann.expectQuiet();
        bob.expectQuiet();
    }

    @Test
    void taken_tells_who_and_how_urgent() {
        ann.send("{'op':30,'d':{'channel_id':'CH_0001','indicator':'imminent_peril'}}");
        assertThat(bob.await(53))
                .isEqualTo(TestClient.json(
                        "{'op':53,'d':{'channel_id':'CH_0001','user_id':'ann','indicator':'imminent_peril'}}"));
    }

    @Test
    void who_has_to_wait_is_told_the_place_and_then_served() {
        annTalks();
        bob.channelRequest(30, TestServer.PTT);
        bob.expect("{'op':55,'d':{'channel_id':'CH_0001','queue_position':1,'queue_size':1}}");
        TestClient cid = server.member("cid", TestServer.PTT);
        cid.await(53);
        cid.send("{'op':30,'d':{'channel_id':'CH_0001','priority':100}}");
        cid.expect("{'op':55,'d':{'channel_id':'CH_0001','queue_position':2,'queue_size':2}}");
        ann.channelRequest(31, TestServer.PTT);
        bob.await(50);
        cid.await(55);
        assertThat(ann.await(53).get("d").get("user_id").stringValue()).isEqualTo("bob");
        cid.channelRequest(31, TestServer.PTT);
        bob.channelRequest(31, TestServer.PTT);
        ann.await(54);
    }

    @Test
    void higher_priority_preempts() {
        annTalks();
        bob.send("{'op':30,'d':{'channel_id':'CH_0001','priority':200}}");
        assertThat(ann.await(52).get("d"))
                .isEqualTo(TestClient.json("{'channel_id':'CH_0001','cause':'preempted','cause_code':4}"));
        bob.await(50);
        ann.await(53);
    }

    @Test
    void request_that_cannot_wait_is_denied() {
        restart(TestServer.withFloor(FloorSettings.base().withQueueLimit(0)));
        annTalks();
        bob.channelRequest(30, TestServer.PTT);
        JsonNode deny = bob.await(51).get("d");
        assertThat(deny.get("channel_id").stringValue()).isEqualTo(TestServer.PTT);
        assertThat(deny.get("reason").stringValue()).isNotBlank();
        assertThat(deny.get("cause").isInt()).isTrue();
    }

    @Test
    void longest_burst_is_revoked() {
        restart(TestServer.withFloor(FloorSettings.base().withStopTalking(Duration.ofSeconds(1))));
        annTalks();
        JsonNode revoke = ann.await(52).get("d");
        assertThat(revoke.get("cause").stringValue()).isEqualTo("max_duration");
        bob.await(54);
    }

    @Test
    void holder_that_does_not_ping_is_revoked() {
        restart(TestServer.withFloor(FloorSettings.base().withPing(Duration.ofSeconds(1))));
        annTalks();
        assertThat(ann.await(52).get("d").get("cause").stringValue()).isEqualTo("ping_timeout");
        bob.await(54);
    }

    @Test
    void operator_revokes() {
        annTalks();
        assertThat(server.controlPlane().revokeFloor(TestServer.PTT)).contains("ann");
        assertThat(ann.await(52).get("d").get("cause").stringValue()).isEqualTo("admin_revoke");
        bob.await(54);
    }

    @Test
    void late_joiner_learns_who_talks_after_its_ack() {
        annTalks();
        TestClient cid = server.identified("cid");
        cid.send("{'op':11,'d':{'channel_id':'CH_0001','ssrc':3}}");
        JsonNode first = cid.next();
        assertThat(first.get("op").intValue()).isEqualTo(200);
        cid.expect("{'op':53,'d':{'channel_id':'CH_0001','user_id':'ann','indicator':'normal'}}");
    }

    @Test
    void no_event_of_a_channel_overtakes_the_ack_of_joining_it() throws Exception {
        Thread noise = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                ann.channelRequest(30, TestServer.PTT);
                ann.channelRequest(31, TestServer.PTT);
                ann.await(54);
            }
        });
        for (int round = 0; round < 20; round++) {
            TestClient cid = server.identified("cid" + round);
            cid.send("{'op':11,'d':{'channel_id':'CH_0001','ssrc':3}}");
            assertThat(cid.next().get("op").intValue()).isEqualTo(200);
            cid.close();
        }
        noise.interrupt();
        noise.join();
    }

    @Test
    void who_closes_the_connection_frees_the_floor() {
        annTalks();
        ann.close();
        assertThat(List.of(bob.next().get("op").intValue(), bob.next().get("op").intValue()))
                .containsExactlyInAnyOrder(54, 100);
    }

    @Test
    void floor_needs_membership_of_a_ptt_channel() {
        TestClient cid = server.member("cid", TestServer.CONFERENCE);
        for (int op : List.of(30, 31, 32)) {
            cid.channelRequest(op, TestServer.PTT);
            cid.expectError(2004);
            cid.channelRequest(op, TestServer.CONFERENCE);
            cid.expectError(2007);
            cid.channelRequest(op, "nowhere");
            cid.expectError(2000);
        }
    }
}
