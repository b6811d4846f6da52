package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.livechat.api.media.MediaKind;
import org.livechat.client.MediaPeer;
import org.livechat.client.MediaPeerListener;
import org.livechat.client.OfferedTrack;
import org.livechat.client.ReceivedRtp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Members whose cameras speak different codecs, over real sockets. */
class CodecsApartTest {
    private static final String CHANNEL = "CH_0001";
    private static final byte[] IDR = {0x65, 1, 2, 3, 4};
    private static final String H264 = "a=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1;profile-level-id=";

    @AutoClose
    private final WholeServer server = new WholeServer();

    /** Somebody with a picture in one format. */
    private final class Member implements MediaPeerListener, AutoCloseable {
        final BlockingQueue<ReceivedRtp> seen = new LinkedBlockingQueue<>();
        final CountDownLatch connected = new CountDownLatch(1);
        final TestClient client;
        final MediaPeer peer;

        Member(String name, String format) throws Exception {
            client = server.identified(name);
            peer = MediaPeer.open(InetAddress.getLoopbackAddress(), this);
            String offer = peer.offer(List.of(OfferedTrack.both("0", MediaKind.VIDEO)))
                    .replace("a=rtpmap:96 VP8/90000", format);
            peer.answer(answer(client, offer));
            assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue();
        }

        void talk() {
            client.channelRequest(30, CHANNEL);
            client.await(50);
        }

        @Override
        public void connected() {
            connected.countDown();
        }

        @Override
        public void received(ReceivedRtp packet) {
            seen.add(packet);
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    private static String answer(TestClient client, String offer) {
        client.sendRaw(JsonMapper.shared()
                .writeValueAsString(
                        Map.of("op", 11, "d", Map.of("channel_id", CHANNEL, "ssrc", 7, "sdp_offer", offer))));
        return client.awaitAck(11).get("sdp_answer").stringValue();
    }

    @Test
    void one_profile_in_two_spellings_is_relayed() throws Exception {
        try (var ann = new Member("ann", H264 + "42c01f");
                var ben = new Member("ben", H264 + "42e01f")) {
            ann.talk();
            ReceivedRtp seen = null;
            for (int frame = 0; seen == null && frame < 1000; frame++) {
                ann.peer.send("0", true, 3000 * frame, 0, IDR);
                seen = ben.seen.poll(20, TimeUnit.MILLISECONDS);
            }
            assertThat(seen).isNotNull();
            assertThat(seen.payload()).isEqualTo(IDR);
        }
    }

    @Test
    void what_cannot_be_relayed_is_told_and_counted() throws Exception {
        try (var ann = new Member("ann", H264 + "42e01f");
                var ben = new Member("ben", "a=rtpmap:96 VP9/90000")) {
            ann.talk();
            ann.peer.send("0", true, 0, 0, IDR);
            JsonNode slot =
                    ben.client.awaitEvent("tracks").get("data").get("slots").get(0);

            assertThat(slot)
                    .isEqualTo(TestClient.json("{'mid':'0','kind':'video','user_id':'ann','undecodable':'H264'}"));
            assertThat(server.send(server.request("/metrics").header("Authorization", "Bearer " + WholeServer.ADMIN))
                            .body())
                    .containsPattern("livechat_media_dropped_total\\{reason=\"undecodable\"} 1\\.0");
        }
    }

    @Test
    void who_comes_later_is_answered_with_what_the_others_can_take() throws Exception {
        try (var ann = new Member("ann", H264 + "42c01f")) {
            assertThat(ann.connected.getCount()).isZero();
            String offer = ann.peer
                    .offer(List.of(OfferedTrack.both("0", MediaKind.VIDEO)))
                    .replace("SAVPF 96", "SAVPF 96 97 98")
                    .replace(
                            "a=rtpmap:96 VP8/90000",
                            "a=rtpmap:96 VP8/90000\r\n" + H264.replace("96", "97") + "640c1f\r\n"
                                    + H264.replace("96", "98") + "42e034");
            assertThat(answer(server.identified("cem"), offer)).contains(" 98 96 97\r\n");
        }
    }
}
