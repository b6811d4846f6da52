package org.livechat.plugin.cutin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorTalker;
import org.livechat.api.floor.FloorView;
import org.livechat.floor.testkit.FloorPolicyContract;

class CutInPolicyTest implements FloorPolicyContract {
    private static final FloorRequest ANN = new FloorRequest("ann", 255, FloorIndicator.EMERGENCY, Set.of());
    private static final FloorRequest BOB = new FloorRequest("bob", 0, FloorIndicator.NORMAL, Set.of());

    @Override
    public FloorPolicy policy() {
        return new CutInPolicy();
    }

    @Test
    void an_idle_floor_is_granted() {
        assertThat(policy().judge(BOB, new FloorView(Optional.empty(), List.of(), 2)))
                .isEqualTo(FloorDecision.grant());
    }

    @Test
    void the_least_request_interrupts_the_most_urgent_talker() {
        FloorView taken = new FloorView(Optional.of(new FloorTalker(ANN, Duration.ZERO, false)), List.of(), 2);
        assertThat(policy().judge(BOB, taken)).isEqualTo(FloorDecision.preempt());
    }
}
