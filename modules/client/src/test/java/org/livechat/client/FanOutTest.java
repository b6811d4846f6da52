package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;

/** One talker and several listeners, whom the kernel spreads over the workers. */
class FanOutTest {
    private static final OfferedTrack VOICE = OfferedTrack.both("0", MediaKind.AUDIO);
    private static final int LISTENERS = 8;
    private static final int FRAMES = 20;

    @Test
    void each_listener_gets_each_packet_once() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT)) {
            var talker = relay.member("talker", VOICE);
            var firsts = new LinkedHashMap<TestMember, Integer>();
            for (var i = 0; i < LISTENERS; i++) {
                firsts.put(relay.member("listener-" + i, VOICE), 0);
            }
            relay.heard(talker);
            for (var first : firsts.entrySet()) {
                first.setValue(first.getKey().hear(talker).sequenceNumber());
            }

            for (var frame = 0; frame < FRAMES; frame++) {
                talker.speak();
            }

            for (var first : firsts.entrySet()) {
                for (var i = 1; i <= FRAMES; i++) {
                    assertThat(first.getKey().hear().sequenceNumber()).isEqualTo(first.getValue() + i);
                }
            }
            // A packet that a worker was given twice is refused by the cipher of each of its listeners.
            assertThat(relay.dropped("not_protected")).isZero();
        }
    }
}
