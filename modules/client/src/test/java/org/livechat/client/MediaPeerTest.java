package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.RelayPlan;
import org.livechat.api.media.SlotAssignment;
import org.livechat.media.RelayMediaPlane;
import org.livechat.rtc.codec.BuiltInCodecs;
import org.livechat.transport.Transports;

/** Peers against the real media plane on loopback. */
class MediaPeerTest {
    private static final byte[] VOICE = {(byte) 0x78, 1, 2, 3, 4, 5};
    private static final int FRAME_MILLIS = 20;
    private static final int FRAME_TICKS = 960;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private RelayMediaPlane plane;
    private Member talker;
    private Member listener;

    /** A peer, its endpoint at the plane, and what it has heard. */
    private final class Member implements MediaPeerListener, AutoCloseable {
        final BlockingQueue<ReceivedRtp> heard = new LinkedBlockingQueue<>();
        final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        final MediaPeer peer;
        final String endpointId;
        int frames;

        Member(String userId) throws IOException {
            peer = MediaPeer.open(InetAddress.getLoopbackAddress(), this);
            var offer = peer.offer(List.of(OfferedTrack.both("0", MediaKind.AUDIO)));
            var opened = plane.open(new EndpointRequest("channel", userId, ChannelMode.PTT, false, offer));
            endpointId = opened.endpointId();
            peer.answer(opened.sdpAnswer());
        }

        void awaitConnected() throws InterruptedException {
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("connected");
        }

        void speak() {
            peer.send("0", frames == 0, FRAME_TICKS * frames++, 30, VOICE);
        }

        @Override
        public void connected() {
            told.add("connected");
        }

        @Override
        public void ended(String reason) {
            told.add("ended: " + reason);
        }

        @Override
        public void received(ReceivedRtp packet) {
            heard.add(packet);
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    @BeforeEach
    void joinTwo() throws Exception {
        plane = RelayMediaPlane.open(
                RelayUnderTest.settings(Duration.ofSeconds(30)), Transports.all(), BuiltInCodecs.all(), new Recorder());
        talker = new Member("alice");
        listener = new Member("bob");
        talker.awaitConnected();
        listener.awaitConnected();
        plane.publish(new RelayPlan(
                "channel",
                1,
                1,
                ChannelMode.PTT,
                List.of(talker.endpointId, listener.endpointId),
                Set.of(talker.endpointId),
                Duration.ofSeconds(4)));
    }

    @AfterEach
    void leave() {
        talker.close();
        listener.close();
        plane.close();
    }

    @Test
    void voice_of_the_talker_is_heard_in_the_slot() throws InterruptedException {
        var packet = heardBy(listener);

        assertThat(packet.payload()).isEqualTo(VOICE);
        assertThat(packet.mid()).isEqualTo("0");
        assertThat(packet.payloadType()).isEqualTo(111);
        assertThat(talker.heard).isEmpty();
    }

    @Test
    void voice_goes_on_from_a_new_port() throws InterruptedException {
        heardBy(listener);
        var before = talker.peer.localAddress();

        talker.peer.rebind();
        awaitEvent("moved " + talker.endpointId);
        listener.heard.clear();

        assertThat(heardBy(listener).payload()).isEqualTo(VOICE);
        assertThat(talker.peer.localAddress()).isNotEqualTo(before);
    }

    @Test
    void voice_follows_a_listener_to_a_new_port() throws InterruptedException {
        heardBy(listener);

        listener.peer.rebind();
        awaitEvent("moved " + listener.endpointId);
        listener.heard.clear();

        assertThat(heardBy(listener).payload()).isEqualTo(VOICE);
    }

    @Test
    void peer_that_closes_is_gone_at_the_server() throws InterruptedException {
        talker.close();

        awaitEvent("closed " + talker.endpointId + " CLOSED_BY_PEER");
    }

    /** Lets the talker speak a frame every 20 ms until a member hears one. */
    private ReceivedRtp heardBy(Member member) throws InterruptedException {
        for (var frame = 0; frame < 250; frame++) {
            talker.speak();
            var packet = member.heard.poll(FRAME_MILLIS, TimeUnit.MILLISECONDS);
            if (packet != null) {
                return packet;
            }
        }
        throw new AssertionError("nothing was heard within five seconds; events: " + events);
    }

    private void awaitEvent(String wanted) throws InterruptedException {
        for (var event = events.poll(10, TimeUnit.SECONDS); ; event = events.poll(10, TimeUnit.SECONDS)) {
            assertThat(event).as("an event before " + wanted).isNotNull();
            if (event.equals(wanted)) {
                return;
            }
        }
    }

    private final class Recorder implements MediaListener {
        @Override
        public void connected(String endpointId) {
            events.add("connected " + endpointId);
        }

        @Override
        public void moved(String endpointId) {
            events.add("moved " + endpointId);
        }

        @Override
        public void burstStarted(String endpointId) {
            events.add("burst " + endpointId);
        }

        @Override
        public void burstQuiet(String endpointId) {
            events.add("quiet " + endpointId);
        }

        @Override
        public void mediaWithoutFloor(String endpointId) {
            events.add("without floor " + endpointId);
        }

        @Override
        public void tracksChanged(String endpointId, List<SlotAssignment> slots) {
            events.add("tracks " + endpointId);
        }

        @Override
        public void closed(String endpointId, Reason reason) {
            events.add("closed " + endpointId + " " + reason);
        }
    }
}
