package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.rtc.rtp.PictureLoss;
import org.livechat.rtc.rtp.RtcpReader;
import org.livechat.rtc.rtp.RtcpWriter;

/** Pictures begin with a keyframe, and who lacks one gets it from the source. */
class VideoRelayTest {
    private static final String VIDEO_MID = "1";
    private static final OfferedTrack[] TRACKS = {
        OfferedTrack.both("0", MediaKind.AUDIO), OfferedTrack.both(VIDEO_MID, MediaKind.VIDEO)
    };
    /** VP8 (RFC 7741): the descriptor says that a partition starts; bit 0 of the next byte is set between keyframes. */
    private static final byte[] INTERFRAME = {0x10, 0x01, 0, 0, 0};

    private static final byte[] OPUS_SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    private static final byte[] KEYFRAME = {0x10, 0x00, 0, 0, 0};

    private TestRelay relay;
    private TestMember alice;
    private TestMember bob;
    private int pictures;

    @BeforeEach
    void join() throws Exception {
        relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT);
        alice = relay.member("alice", TRACKS);
        bob = relay.member("bob", TRACKS);
        relay.heard(alice);
    }

    @AfterEach
    void leave() {
        relay.close();
    }

    @Test
    void nothing_is_shown_before_a_keyframe_which_the_source_is_asked_for() throws InterruptedException {
        var request = requestWhileSending(INTERFRAME);
        assertThat(bob.heard()).isEmpty();

        assertThat(show().payload()).isEqualTo(KEYFRAME);
        send(INTERFRAME);
        var next = bob.hear();
        while (Arrays.equals(next.payload(), KEYFRAME)) {
            next = bob.hear();
        }
        assertThat(next.payload()).isEqualTo(INTERFRAME);
        assertThat(request).isNotEqualTo((int) next.ssrc());
    }

    @Test
    void many_requests_of_a_listener_reach_the_source_as_one_in_half_a_second() throws InterruptedException {
        var source = requestWhileSending(INTERFRAME);
        var slot = (int) show().ssrc();
        alice.rtcp().clear();

        var begin = System.nanoTime();
        var requests = new ArrayList<Integer>();
        while (System.nanoTime() - begin < Duration.ofMillis(1700).toNanos()) {
            bob.peer().sendRtcp(pictureLoss(slot));
            nextRequest(TestMember.FRAME_MILLIS).ifPresent(requests::add);
        }
        assertThat(requests).hasSizeBetween(2, 4).containsOnly(source);
    }

    @Test
    void a_source_that_pauses_is_asked_three_times_by_the_clock_alone() throws InterruptedException {
        var source = requestWhileSending(INTERFRAME);
        show();
        satisfyEverybody();
        bob.hear(alice);
        relay.heard();
        while (!Arrays.equals(bob.hear().payload(), OPUS_SILENCE)) {
            // the end of the burst is led out with silence, and until then the slots may have missed the plan
        }
        bob.speak();
        relay.awaitEvent("without floor bob"); // by the worker that sent the silence, when it had done with all slots

        relay.heard(alice);
        var requests = new ArrayList<Integer>();
        for (var request = nextRequest(3000); request.isPresent(); request = nextRequest(3000)) {
            requests.add(request.get());
        }

        assertThat(requests).containsExactly(source, source, source);
    }

    @Test
    void a_request_for_a_stream_that_is_not_ones_own_slot_reaches_nobody() throws InterruptedException {
        var source = requestWhileSending(INTERFRAME);
        show();
        satisfyEverybody();

        bob.peer().sendRtcp(pictureLoss(source));
        assertThat(nextRequest(300)).isEmpty();
    }

    @Test
    void numbers_of_pictures_go_on_when_the_talker_changes() throws Exception {
        var carol = relay.member("carol", TRACKS);
        relay.heard(alice);
        var first = seenOf(alice, 0x7123, 0x07);
        relay.heard(carol);
        var second = seenOf(carol, 0x0012, 0xEE);
        relay.heard(alice);
        var third = seenOf(alice, 0x7124, 0x08);

        assertThat(first).isEqualTo(numbered(0x7123, 0x07));
        assertThat(second).isEqualTo(numbered(0x7124, 0x08));
        assertThat(third).isEqualTo(numbered(0x7125, 0x09));
    }

    /** Shows keyframes of these numbers until the listener sees one, which it returns. */
    private byte[] seenOf(TestMember talker, int pictureId, int tl0PicIdx) throws InterruptedException {
        // ... until what was on its way has come: a keyframe of this talker is recognised by its last byte
        for (var i = 0; i < 500; i++) {
            var keyframe = numbered(pictureId, tl0PicIdx);
            keyframe[keyframe.length - 1] = (byte) talker.userId().charAt(0);
            talker.peer().send(VIDEO_MID, true, 3000 * pictures++, 0, keyframe);
            var packet = bob.heard().poll(TestMember.FRAME_MILLIS, TimeUnit.MILLISECONDS);
            if (packet != null
                    && packet.payload()[packet.payload().length - 1]
                            == talker.userId().charAt(0)) {
                packet.payload()[packet.payload().length - 1] = 0;
                return packet.payload();
            }
        }
        throw new AssertionError("no keyframe was seen");
    }

    /** A keyframe with an extended descriptor: picture id of 15 bits, and TL0PICIDX. */
    private static byte[] numbered(int pictureId, int tl0PicIdx) {
        return new byte[] {
            (byte) 0x90, (byte) 0xC0, (byte) (0x80 | pictureId >> 8), (byte) pictureId, (byte) tl0PicIdx, 0, 0, 0
        };
    }

    private void send(byte[] payload) {
        alice.peer().send(VIDEO_MID, true, 3000 * pictures++, 0, payload);
    }

    /** Sends keyframes until the listener sees one, whose connection the server may not have completed before. */
    private ReceivedRtp show() throws InterruptedException {
        for (var i = 0; i < 500; i++) {
            send(KEYFRAME);
            var packet = bob.heard().poll(TestMember.FRAME_MILLIS, TimeUnit.MILLISECONDS);
            if (packet != null) {
                return packet;
            }
        }
        throw new AssertionError("no keyframe was seen");
    }

    /** Answers requests until no more come: what a listener's worker lacked may be asked for after it has come. */
    private void satisfyEverybody() throws InterruptedException {
        for (var i = 0; i < 5; i++) {
            if (nextRequest(600).isEmpty()) {
                return;
            }
            send(KEYFRAME);
        }
        throw new AssertionError("the source is asked for keyframes again and again, though they come");
    }

    private int requestWhileSending(byte[] payload) throws InterruptedException {
        for (var i = 0; i < 500; i++) {
            send(payload);
            var request = nextRequest(TestMember.FRAME_MILLIS);
            if (request.isPresent()) {
                return request.get();
            }
        }
        throw new AssertionError("the source was not asked for a keyframe");
    }

    /** The SSRC of the next keyframe request that reaches the source in time. */
    private Optional<Integer> nextRequest(long millis) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            var compound = alice.rtcp().poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (compound == null) {
                return Optional.empty();
            }
            var reader = new RtcpReader().wrap(compound, 0, compound.length);
            while (reader.next()) {
                if (PictureLoss.isPresent(reader)) {
                    return Optional.of(reader.mediaSsrc());
                }
            }
        }
    }

    private static byte[] pictureLoss(int ssrc) {
        var buffer = new byte[64];
        var length = new RtcpWriter()
                .start(buffer, 0)
                .receiverReport(7)
                .pictureLoss(7, ssrc)
                .length();
        return Arrays.copyOf(buffer, length);
    }
}
