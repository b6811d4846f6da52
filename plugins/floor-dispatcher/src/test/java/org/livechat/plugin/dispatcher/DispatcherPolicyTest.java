package org.livechat.plugin.dispatcher;

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

class DispatcherPolicyTest implements FloorPolicyContract {
    private static final FloorRequest DISPATCHER =
            new FloorRequest("dora", 0, FloorIndicator.NORMAL, Set.of("dispatcher"));
    private static final FloorRequest EMERGENCY = new FloorRequest("ann", 255, FloorIndicator.EMERGENCY, Set.of());
    private static final FloorRequest NORMAL = new FloorRequest("bob", 100, FloorIndicator.NORMAL, Set.of("medic"));

    @Override
    public FloorPolicy policy() {
        return new DispatcherPolicy();
    }

    private FloorDecision judge(FloorRequest request, FloorRequest talking) {
        Optional<FloorTalker> talker = Optional.of(new FloorTalker(talking, Duration.ofSeconds(1), false));
        return policy().judge(request, new FloorView(talker, List.of(), 3));
    }

    @Test
    void a_dispatcher_interrupts_even_an_emergency() {
        assertThat(judge(DISPATCHER, EMERGENCY)).isEqualTo(FloorDecision.preempt());
    }

    @Test
    void nobody_else_interrupts_a_dispatcher() {
        assertThat(judge(EMERGENCY, DISPATCHER)).isEqualTo(FloorDecision.queue());
    }

    @Test
    void among_those_without_the_role_urgency_decides() {
        assertThat(judge(EMERGENCY, NORMAL)).isEqualTo(FloorDecision.preempt());
        assertThat(judge(NORMAL, EMERGENCY)).isEqualTo(FloorDecision.queue());
    }

    @Test
    void dispatchers_interrupt_each_other_by_urgency_alone() {
        FloorRequest urgent = new FloorRequest("dan", 0, FloorIndicator.IMMINENT_PERIL, Set.of("dispatcher"));
        assertThat(judge(urgent, DISPATCHER)).isEqualTo(FloorDecision.preempt());
        assertThat(judge(DISPATCHER, urgent)).isEqualTo(FloorDecision.queue());
    }

    @Test
    void a_dispatcher_waits_ahead_of_everyone_else() {
        assertThat(policy().overtakes(DISPATCHER, EMERGENCY)).isTrue();
        assertThat(policy().overtakes(EMERGENCY, DISPATCHER)).isFalse();
    }

    @Test
    void a_dispatcher_may_interrupt_a_broadcast() {
        assertThat(policy().interruptsBroadcast(DISPATCHER)).isTrue();
        assertThat(policy().interruptsBroadcast(EMERGENCY)).isTrue();
        assertThat(policy().interruptsBroadcast(NORMAL)).isFalse();
    }
}
