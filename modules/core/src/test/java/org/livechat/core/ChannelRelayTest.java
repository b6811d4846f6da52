package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.control.FloorChoice;

class ChannelRelayTest {
    @Test
    void a_recorded_channel_has_another_plan_when_a_burst_becomes_an_emergency() {
        ChannelRelay relay = relay(true);
        assertThat(relay.nextPlan(List.of(), FloorIndicator.NORMAL)).isPresent();
        assertThat(relay.nextPlan(List.of(), FloorIndicator.NORMAL)).isEmpty();
        assertThat(relay.nextPlan(List.of(), FloorIndicator.EMERGENCY)
                        .orElseThrow()
                        .recorded())
                .hasValue(FloorIndicator.EMERGENCY);
    }

    @Test
    void another_one_has_the_same() {
        ChannelRelay relay = relay(false);
        assertThat(relay.nextPlan(List.of(), FloorIndicator.NORMAL)).isPresent();
        assertThat(relay.nextPlan(List.of(), FloorIndicator.EMERGENCY)).isEmpty();
    }

    private static ChannelRelay relay(boolean recorded) {
        var identity = new ChannelIdentity(
                "TEAM", "0101", ChannelMode.PTT, 1, 0, Optional.empty(), FloorChoice.none(), false, recorded, recorded);
        var relay = new ChannelRelay(identity, Duration.ofMillis(200));
        relay.endpointsAre(List.of());
        return relay;
    }
}
