package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;

/** Clients whose UDP is blocked, in one channel with others. */
class TcpRelayTest {
    private static final OfferedTrack AUDIO = OfferedTrack.both("0", MediaKind.AUDIO);
    private static final int MANY = 400;
    private static final int TOO_MANY = 50_000;

    /** Of one client, with what each packet takes besides its bytes. */
    private static final int MOST_WAITING_BYTES = 129 << 10;

    @Test
    void who_is_reached_by_tcp_alone_hears_and_is_heard() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT)) {
            var blocked = relay.overTcp("blocked", UnaryOperator.identity(), AUDIO);
            var free = relay.member("free", AUDIO);

            relay.heard(blocked);
            assertThat(TestMember.isVoiceOf(free.hear(blocked), blocked)).isTrue();
            relay.heard(free);
            assertThat(TestMember.isVoiceOf(blocked.hear(free), free)).isTrue();

            assertThat(relay.count("media.tcp.connections")).isEqualTo(1);
            assertThat(relay.plane().peers())
                    .filteredOn(peer -> peer.userId().equals("blocked"))
                    .singleElement()
                    .satisfies(peer ->
                            assertThat(peer.address()).contains(blocked.peer().localAddress()));
        }
    }

    @Test
    void who_connects_again_goes_on_without_another_handshake() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT);
                var way = new TcpWay(relay.address())) {
            var blocked = relay.overTcp("blocked", way::lead, AUDIO);
            var free = relay.member("free", AUDIO);
            relay.heard(free);
            blocked.hear(free);
            relay.takeEvents("");
            long handshakes = relay.count("media.handshakes.done");

            way.cut();
            // The peer finds out by the next thing that it sends; the server, that nothing can come any more.
            blocked.peer().rebind();
            relay.awaitEvent("moved blocked");

            blocked.heard().clear();
            blocked.hear(free);
            assertThat(way.connections()).isGreaterThan(1);
            assertThat(relay.count("media.handshakes.done")).isEqualTo(handshakes);
            relay.heard(blocked);
            free.hear(blocked);
        }
    }

    /** Who connects again may reach another worker first, which hands on what is not its own. */
    @Test
    void a_packet_that_is_handed_on_is_counted_once() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT);
                var way = new TcpWay(relay.address())) {
            var one = relay.overTcp("one", way::lead, AUDIO);
            // Connections are of the workers in turn: two in a row are not both the owner's.
            for (int i = 0; i < 2; i++) {
                way.cut();
                one.peer().rebind();
                relay.awaitEvent("moved one");
            }
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (relay.count("media.packets.in") != relay.count("media.tcp.packets.in")) {
                assertThat(System.nanoTime())
                        .as(
                                "%d packets came over TCP, and %d in all",
                                relay.count("media.tcp.packets.in"), relay.count("media.packets.in"))
                        .isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void who_does_not_read_is_sent_less_and_keeps_nobody_waiting() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT);
                var way = new TcpWay(relay.address())) {
            var stalled = relay.overTcp("stalled", way::lead, AUDIO);
            var free = relay.member("free", AUDIO);
            var talker = relay.member("talker", AUDIO);
            relay.heard(talker);
            stalled.hear(talker);
            free.hear(talker);

            way.stall();
            stalled.heard().clear();
            int spoken = 0;
            long mostWaiting = 0;
            for (long dropped = 0; dropped < MANY; dropped = relay.count("media.tcp.dropped", "late")) {
                talker.speak();
                spoken++;
                assertThat(spoken)
                        .as("packets until those that wait are thrown away")
                        .isLessThan(TOO_MANY);
                assertThat(TestMember.isVoiceOf(free.hear(), talker)).isTrue();
                mostWaiting = Math.max(mostWaiting, relay.count("media.tcp.waiting.bytes"));
            }
            assertThat(mostWaiting).isPositive().isLessThan(MOST_WAITING_BYTES);

            // Behind what was on its way already come the packets of now: those between are gone.
            way.goOn();
            relay.heard(free);
            int stale = 0;
            for (var packet = next(stalled, free); !TestMember.isVoiceOf(packet, free); packet = next(stalled, free)) {
                stale++;
            }
            // Among those that were thrown away may be a report, and the last one that was heard before may come after
            // the stall.
            assertThat(stale).isLessThanOrEqualTo(spoken - MANY / 2);
        }
    }

    /** The next packet that somebody hears while another one speaks. */
    private static ReceivedRtp next(TestMember listener, TestMember talker) throws InterruptedException {
        for (int frame = 0; frame < 500; frame++) {
            talker.speak();
            ReceivedRtp packet = listener.heard().poll(TestMember.FRAME_MILLIS, TimeUnit.MILLISECONDS);
            if (packet != null) {
                return packet;
            }
        }
        throw new AssertionError(listener.userId() + " heard nothing");
    }
}
