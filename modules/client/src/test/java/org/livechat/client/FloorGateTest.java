package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;

/** The relay plan as the floor gate: what a member sends without being in it, and what listeners get when it changes. */
class FloorGateTest {
    private static final OfferedTrack AUDIO = OfferedTrack.both("0", MediaKind.AUDIO);
    private static final byte[] OPUS_SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    private TestRelay relay;
    private TestMember alice;
    private TestMember bob;
    private TestMember carol;

    @BeforeEach
    void join() throws Exception {
        relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT);
        alice = relay.member("alice", AUDIO);
        bob = relay.member("bob", AUDIO);
        carol = relay.member("carol", AUDIO);
    }

    @AfterEach
    void leave() {
        relay.close();
    }

    @Test
    void who_has_no_floor_is_heard_by_nobody_and_reported_once_a_second() throws InterruptedException {
        relay.heard(alice);
        relay.takeEvents("");
        var begin = System.nanoTime();
        while (System.nanoTime() - begin < Duration.ofMillis(2500).toNanos()) {
            bob.speak();
            assertThat(carol.heard().poll(TestMember.FRAME_MILLIS, TimeUnit.MILLISECONDS))
                    .isNull();
        }

        assertThat(relay.takeEvents("without floor")).hasSizeBetween(2, 3).containsOnly("without floor bob");
        assertThat(alice.heard()).isEmpty();
        assertThat(relay.dropped("no_floor")).isGreaterThan(50);
    }

    @Test
    void what_is_on_its_way_when_the_floor_goes_is_no_offence() throws InterruptedException {
        relay.heard(alice);
        carol.hear(alice);

        var released = System.nanoTime();
        relay.heard();
        while (relay.takeEvents("without floor").isEmpty()) {
            alice.speak();
            carol.heard().poll(TestMember.FRAME_MILLIS, TimeUnit.MILLISECONDS);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - released)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void a_stream_goes_on_when_talkers_change() throws InterruptedException {
        var packets = new ArrayList<ReceivedRtp>();
        relay.heard(alice);
        packets.add(carol.hear(alice));
        for (var i = 0; i < 4; i++) {
            alice.speak();
            packets.add(carol.hear());
        }
        relay.heard();
        for (var i = 0; i < 3; i++) {
            var silence = carol.hear();
            assertThat(silence.payload()).isEqualTo(OPUS_SILENCE);
            assertThat(silence.marker()).isFalse();
            packets.add(silence);
        }
        var idleSince = System.nanoTime();
        assertThat(carol.heard().poll(300, TimeUnit.MILLISECONDS)).isNull();
        var idleTicks = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - idleSince) * 48;
        relay.heard(bob);
        packets.add(carol.hear(bob));
        bob.speak();
        packets.add(carol.hear());

        assertThat(packets)
                .extracting(ReceivedRtp::ssrc)
                .containsOnly(packets.getFirst().ssrc());
        for (var i = 1; i < packets.size(); i++) {
            var before = packets.get(i - 1);
            var packet = packets.get(i);
            assertThat(packet.sequenceNumber()).isEqualTo((before.sequenceNumber() + 1) & 0xFFFF);
            assertThat((int) (packet.timestampTicks() - before.timestampTicks()))
                    .isGreaterThanOrEqualTo(TestMember.FRAME_TICKS);
        }
        assertThat(packets)
                .extracting(ReceivedRtp::marker)
                .containsExactly(true, false, false, false, false, false, false, false, true, false);
        // three frames of silence are sent in one instant and say what comes in the next 60 ms
        assertThat((int) (packets.get(8).timestampTicks() - packets.get(7).timestampTicks()))
                .isGreaterThanOrEqualTo((int) idleTicks - 3 * TestMember.FRAME_TICKS);
    }
}
