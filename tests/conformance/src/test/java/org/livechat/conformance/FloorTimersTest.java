package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.livechat.api.media.MediaKind;
import org.livechat.client.MediaPeer;
import org.livechat.client.MediaPeerListener;
import org.livechat.client.OfferedTrack;
import org.livechat.floor.FloorSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * When a timer is seen to fire by a client. Lateness counts from before the client sent what started the timer, so it
 * has the network and the client in it, too, and a timer that fires early makes it negative. It is printed; a busy
 * machine shall not fail the build.
 */
class FloorTimersTest {
    private static final Duration LENGTH = Duration.ofMillis(700);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration LATEST = Duration.ofSeconds(2);
    private static final int ROUNDS = 3;
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final int FRAME_TICKS = 960;
    private static final int FRAMES = 5;
    private static final byte[] VOICE = {0x78, 1, 2, 3, 4, 5};

    private static final FloorSettings UNTIMED =
            FloorSettings.base().withPing(NEVER).withStopTalking(NEVER).withEndOfMedia(NEVER);

    @Test
    void longest_burst_without_media_ends_in_time() {
        try (TestServer server = TestServer.withFloor(UNTIMED.withStopTalking(LENGTH))) {
            TestClient ann = server.member("ann", TestServer.PTT);
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                ann.channelRequest(30, TestServer.PTT);
                expectRevoke(ann, "max_duration");
                report("T2 without media", start);
            }
        }
    }

    @Test
    void silent_holder_is_revoked_in_time() {
        try (TestServer server = TestServer.withFloor(UNTIMED.withPing(LENGTH))) {
            TestClient ann = server.member("ann", TestServer.PTT);
            for (int round = 0; round < ROUNDS; round++) {
                ann.channelRequest(30, TestServer.PTT);
                ann.await(50);
                long start = System.nanoTime();
                ann.channelRequest(32, TestServer.PTT);
                expectRevoke(ann, "ping_timeout");
                report("ping timeout", start);
            }
        }
    }

    @Test
    void grace_of_a_preempted_holder_ends_in_time() {
        try (TestServer server = TestServer.withFloor(UNTIMED.withGrace(LENGTH))) {
            TestClient ann = server.member("ann", TestServer.PTT);
            TestClient bob = server.member("bob", TestServer.PTT);
            for (int round = 0; round < ROUNDS; round++) {
                ann.channelRequest(30, TestServer.PTT);
                ann.await(50);
                long start = System.nanoTime();
                bob.send("{'op':30,'d':{'channel_id':'CH_0001','indicator':'emergency'}}");
                expectRevoke(ann, "preempted");
                bob.await(50);
                report("T3", start);
                bob.channelRequest(31, TestServer.PTT);
                ann.await(54);
            }
        }
    }

    @Test
    void burst_ends_in_time_after_its_last_packet() throws Exception {
        try (TestServer server = TestServer.withMedia(UNTIMED.withEndOfMedia(LENGTH))) {
            TestClient ann = server.identified("ann");
            try (MediaPeer voice = joinWithMedia(ann)) {
                for (int round = 0; round < ROUNDS; round++) {
                    ann.channelRequest(30, TestServer.PTT);
                    ann.await(50);
                    long start = 0;
                    for (int frame = 0; frame < FRAMES; frame++) {
                        start = System.nanoTime();
                        speak(voice, frame);
                    }
                    ann.await(54);
                    report("T1", start);
                }
            }
        }
    }

    @Test
    void longest_burst_counts_from_its_first_packet() throws Exception {
        try (TestServer server = TestServer.withMedia(
                UNTIMED.withEndOfMedia(Duration.ofSeconds(5)).withStopTalking(LENGTH))) {
            TestClient ann = server.identified("ann");
            try (MediaPeer voice = joinWithMedia(ann)) {
                for (int round = 0; round < ROUNDS; round++) {
                    ann.channelRequest(30, TestServer.PTT);
                    ann.await(50);
                    // Speaking begins late: T2 must not run yet.
                    TimeUnit.NANOSECONDS.sleep(LENGTH.toNanos() / 2);
                    long start = System.nanoTime();
                    for (int frame = 0; frame < FRAMES; frame++) {
                        speak(voice, frame);
                    }
                    expectRevoke(ann, "max_duration");
                    report("T2 with media", start);
                    ann.await(54);
                }
            }
        }
    }

    private static void expectRevoke(TestClient client, String cause) {
        assertThat(client.await(52).get("d").get("cause").stringValue()).isEqualTo(cause);
    }

    private static void report(String timer, long startNanos) {
        Duration late = Duration.ofNanos(System.nanoTime() - startNanos).minus(LENGTH);
        System.out.printf("%s of %d ms fired %d us late%n", timer, LENGTH.toMillis(), late.toNanos() / 1_000);
        assertThat(late).as(timer).isBetween(Duration.ZERO, LATEST);
    }

    private static MediaPeer joinWithMedia(TestClient client) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        MediaPeer peer = MediaPeer.open(InetAddress.getLoopbackAddress(), new MediaPeerListener() {
            @Override
            public void connected() {
                connected.countDown();
            }
        });
        String offer = peer.offer(List.of(OfferedTrack.both("0", MediaKind.AUDIO)));
        client.sendRaw("{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":7,\"sdp_offer\":"
                + JsonMapper.shared().writeValueAsString(offer) + "}}");
        peer.answer(client.awaitAck(11).get("sdp_answer").stringValue());
        assertThat(connected.await(20, TimeUnit.SECONDS)).as("ICE and DTLS").isTrue();
        return peer;
    }

    /** A frame, and the time it takes to speak it. */
    private static void speak(MediaPeer voice, int frame) throws InterruptedException {
        voice.send("0", frame == 0, FRAME_TICKS * frame, 30, VOICE);
        TimeUnit.NANOSECONDS.sleep(FRAME.toNanos());
    }
}
