package org.livechat.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.livechat.api.media.MediaListener;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/** What the trace says of packets besides their names. */
class PacketSummaryTest {
    private static ServerMessage ready(OptionalLong resumed) {
        return new ServerMessage.Ready(
                "9f1c", "ann", OptionalInt.empty(), Optional.of(Duration.ofSeconds(15)), resumed);
    }

    @Test
    void who_wants_to_come_back_and_whether_the_session_goes_on() {
        var resume = new ClientMessage.Resume("9f1c", OptionalLong.of(17));
        assertThat(PacketSummary.of(new ClientMessage.Identify("ann", "secret", 100)))
                .isEqualTo("priority 100");
        assertThat(PacketSummary.of(new ClientMessage.Identify("ann", "secret", 100, Optional.of(resume))))
                .isEqualTo("priority 100, resume");
        assertThat(PacketSummary.of(ready(OptionalLong.empty()))).isEqualTo("session of ann");
        assertThat(PacketSummary.of(ready(OptionalLong.of(9)))).isEqualTo("resumed session of ann");
    }

    @Test
    void why_media_has_ended_is_called_what_clients_call_it() {
        var ended = new ServerMessage.MediaEnded("CH_0001", MediaListener.Reason.CONSENT_EXPIRED);
        assertThat(PacketSummary.of(ended)).isEqualTo("media ended: consent_expired");
    }
}
