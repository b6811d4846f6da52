package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Members whose clients send no STUN checks any more, and with that no consent to be sent to, though their media may go on. */
class MediaLostTest {
    /** Who holds the floor and says nothing keeps it for longer than that. */
    private static final Map<String, String> SOON = Map.of(
            "media.consent_timeout", "7s",
            "floor.end_of_media", "1m",
            "floor.ping_timeout", "1m");

    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    @Test
    void the_holder_loses_the_floor_and_is_told_that_its_media_is_gone_and_why() throws Exception {
        try (WholeServer server = new WholeServer(SOON)) {
            TestClient ann = server.identified("ann");
            TestClient ben = server.identified("ben");
            ben.send("{'op':11,'d':{'channel_id':'CH_0001','ssrc':2}}");
            ben.awaitAck(11);
            try (Voice voice = Voice.join(ann, "CH_0001")) {
                ann.send("{'op':30,'d':{'channel_id':'CH_0001'}}");
                ann.await(50);
                ben.await(53);
                voice.withholdConsent();
                Thread talking = talk(voice);

                assertThat(ann.await(52).get("d").get("cause").stringValue()).isEqualTo("disconnect");
                assertThat(mediaEnded(ann)).isEqualTo("consent_expired");
                ben.await(54);
                assertThat(server.look("/admin/peers")).isEmpty();
                talking.interrupt();
            }
        }
    }

    @Test
    void one_who_waits_for_the_floor_is_not_granted_it_any_more() throws Exception {
        try (WholeServer server = new WholeServer(SOON)) {
            TestClient ann = server.identified("ann");
            TestClient ben = server.identified("ben");
            ben.send("{'op':11,'d':{'channel_id':'CH_0001','ssrc':2}}");
            ben.awaitAck(11);
            try (Voice voice = Voice.join(ann, "CH_0001")) {
                voice.withholdConsent();
                ben.send("{'op':30,'d':{'channel_id':'CH_0001'}}");
                ben.await(50);
                ann.await(53);
                ann.send("{'op':30,'d':{'channel_id':'CH_0001'}}");
                ann.await(55);

                assertThat(ann.await(51).get("d").get("cause").intValue()).isEqualTo(255);
                assertThat(mediaEnded(ann)).isEqualTo("consent_expired");
                ben.send("{'op':31,'d':{'channel_id':'CH_0001'}}");
                ben.await(54);
                ann.await(54);
            }
        }
    }

    @Test
    void one_whose_media_never_comes_is_waited_for_as_long_as_a_handshake_may_take() throws Exception {
        try (WholeServer server = new WholeServer(Map.of("media.handshake_timeout", "1s"))) {
            TestClient ann = server.identified("ann");
            try (Voice _ = Voice.joinUnconnected(ann, "CH_0001")) {
                assertThat(mediaEnded(ann)).isEqualTo("handshake_timeout");
                assertThat(server.look("/admin/peers")).isEmpty();
            }
        }
    }

    @Test
    void one_whose_media_has_not_come_yet_has_no_idle_time() throws Exception {
        try (WholeServer server = new WholeServer()) {
            TestClient ann = server.identified("ann");
            try (Voice _ = Voice.joinUnconnected(ann, "CH_0001")) {
                JsonNode peer = server.look("/admin/peers").get(0);
                assertThat(peer.get("idle_secs").isNull()).isTrue();
                assertThat(peer.get("over").isNull()).isTrue();
                JsonNode detail =
                        server.look("/admin/peers/" + peer.get("ufrag").stringValue());
                assertThat(detail.get("idle_secs").isNull()).isTrue();
                assertThat(detail.get("last_seen").isNull()).isTrue();
            }
        }
    }

    private static String mediaEnded(TestClient client) {
        return client.awaitEvent("media_ended").get("data").get("reason").stringValue();
    }

    /** Has one talk without a pause; interrupt it to end that. */
    private static Thread talk(Voice voice) {
        return Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                voice.speak();
                LockSupport.parkNanos(FRAME_NANOS);
            }
        });
    }
}
