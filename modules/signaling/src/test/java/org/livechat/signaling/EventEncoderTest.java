package org.livechat.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.livechat.api.control.Event;
import org.livechat.protocol.EncodedPacket;

class EventEncoderTest {
    private final EventEncoder encoder = new EventEncoder();

    @Test
    void event_to_many_members_is_encoded_once() {
        Event event = new Event.FloorIdle("CH_0001");
        EncodedPacket first = encoder.encode(event);
        assertThat(first).hasToString("{\"op\":54,\"d\":{\"channel_id\":\"CH_0001\"}}");
        for (int member = 0; member < 1_000; member++) {
            assertThat(encoder.encode(event)).isSameAs(first);
        }
    }

    @Test
    void events_in_turn_keep_their_own_packets() {
        for (int round = 0; round < 10_000; round++) {
            String channel = "CH_" + round;
            assertThat(encoder.encode(new Event.FloorIdle(channel)).toString()).contains('"' + channel + '"');
        }
    }
}
