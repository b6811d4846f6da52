package org.livechat.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.livechat.api.control.Event;
import org.livechat.api.media.MediaListener;

class EventEncoderTest {
    private final EventEncoder encoder = new EventEncoder();

    @Test
    void event_to_many_members_is_encoded_once() {
        Event event = new Event.FloorIdle("CH_0001");
        Parcel first = encoder.encode(event).orElseThrow();
        assertThat(first).hasToString("{\"op\":54,\"d\":{\"channel_id\":\"CH_0001\"}}");
        for (int member = 0; member < 1_000; member++) {
            assertThat(encoder.encode(event).orElseThrow()).isSameAs(first);
        }
    }

    @Test
    void events_in_turn_keep_their_own_packets() {
        for (int round = 0; round < 10_000; round++) {
            String channel = "CH_" + round;
            assertThat(encoder.encode(new Event.FloorIdle(channel))
                            .orElseThrow()
                            .toString())
                    .contains('"' + channel + '"');
        }
    }

    @Test
    void that_media_is_not_heard_is_no_packet() {
        assertThat(encoder.encode(new Event.MediaUnheard("CH_0001"))).isEmpty();
    }

    @Test
    void a_client_is_told_that_its_media_has_ended_and_why() {
        assertThat(encoder.encode(new Event.MediaEnded("CH_0001", MediaListener.Reason.CONSENT_EXPIRED))
                        .orElseThrow()
                        .toString())
                .contains("\"media_ended\"", "\"consent_expired\"");
    }
}
