package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.floor.Scene.granted;
import static org.livechat.floor.Scene.position;
import static org.livechat.floor.Scene.revoked;
import static org.livechat.floor.Scene.taken;

import org.junit.jupiter.api.Test;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;

/** Rules 6, 8 and 13. */
class PreemptionTest {
    @Test
    void without_grace_the_floor_changes_hands_at_once() {
        Scene scene = Scene.base("ann", "bob", "cid");
        scene.request("ann");

        assertThat(scene.request("bob", FloorIndicator.EMERGENCY))
                .containsExactly(
                        revoked("ann", FloorRevokeCause.PREEMPTED),
                        granted("bob", 30_000),
                        taken("bob", FloorIndicator.EMERGENCY));
        assertThat(scene.state().transmitters()).containsExactly("bob");
        assertThat(scene.state().queue()).isEmpty();
    }

    @Test
    void with_grace_the_holder_may_finish_and_the_requester_is_next() {
        Scene scene = Scene.mcptt("ann", "bob", "cid");
        scene.request("ann");
        scene.request("cid");

        assertThat(scene.request("bob", FloorIndicator.EMERGENCY))
                .containsExactly(
                        position("bob", 1, 2), position("cid", 2, 2), revoked("ann", FloorRevokeCause.PREEMPTED));
        assertThat(scene.state().phase()).isEqualTo(FloorPhase.PENDING_REVOKE);
        assertThat(scene.state().transmitters()).containsExactly("ann");

        assertThat(scene.release("ann"))
                .containsExactly(granted("bob", 30_000), taken("bob", FloorIndicator.EMERGENCY), position("cid", 1, 1));
    }

    @Test
    void it_waits_at_the_head_even_where_queueing_is_off() {
        Scene scene = Scene.of(FloorSettings.mcptt().withQueueLimit(0), "ann", "bob");
        scene.request("ann");

        assertThat(scene.request("bob", 101))
                .containsExactly(position("bob", 1, 1), revoked("ann", FloorRevokeCause.PREEMPTED));
    }

    @Test
    void the_pre_empted_one_is_not_queued_again() {
        Scene scene = Scene.mcptt("ann", "bob");
        scene.request("ann");
        scene.request("bob", 200);
        scene.passMillis(3000);

        assertThat(scene.state().holder()).hasValue("bob");
        assertThat(scene.state().queue()).isEmpty();
    }

    @Test
    void a_further_one_during_the_grace_is_ordered_in_the_queue_and_re_arms_nothing() {
        Scene scene = Scene.mcptt("ann", "bob", "cid", "dee");
        scene.request("ann");
        scene.request("bob", 200);
        scene.passMillis(2000);

        assertThat(scene.request("cid", FloorIndicator.EMERGENCY))
                .containsExactly(position("cid", 1, 2), position("bob", 2, 2));
        assertThat(scene.request("dee", 150)).containsExactly(position("dee", 3, 3));
        assertThat(scene.passMillis(999)).isEmpty();
        assertThat(scene.passMillis(1)).contains(granted("cid", 30_000));
    }

    @Test
    void one_who_waits_already_pre_empts_by_asking_again_and_is_told_its_place_once() {
        Scene scene = Scene.mcptt("ann", "bob", "cid");
        scene.request("ann");
        scene.request("bob");
        scene.request("cid");

        assertThat(scene.request("cid", 200))
                .containsExactly(
                        position("cid", 1, 2), position("bob", 2, 2), revoked("ann", FloorRevokeCause.PREEMPTED));
    }

    @Test
    void the_holder_that_asks_during_its_grace_is_granted_the_rest_of_the_grace() {
        Scene scene = Scene.mcptt("ann", "bob");
        scene.request("ann");
        scene.request("bob", 200);
        scene.passMillis(500);

        assertThat(scene.request("ann")).containsExactly(granted("ann", 2500));
        assertThat(scene.state().phase()).isEqualTo(FloorPhase.PENDING_REVOKE);
    }

    @Test
    void a_class_outweighs_any_priority_and_within_it_only_a_higher_priority_pre_empts() {
        FloorPolicy policy = new PriorityPolicy();
        assertThat(preempts(policy, 0, FloorIndicator.EMERGENCY, 255, FloorIndicator.IMMINENT_PERIL))
                .isTrue();
        assertThat(preempts(policy, 0, FloorIndicator.IMMINENT_PERIL, 255, FloorIndicator.NORMAL))
                .isTrue();
        assertThat(preempts(policy, 255, FloorIndicator.NORMAL, 0, FloorIndicator.IMMINENT_PERIL))
                .isFalse();
        assertThat(preempts(policy, 101, FloorIndicator.NORMAL, 100, FloorIndicator.NORMAL))
                .isTrue();
        assertThat(preempts(policy, 100, FloorIndicator.NORMAL, 100, FloorIndicator.NORMAL))
                .isFalse();
        assertThat(preempts(policy, 100, FloorIndicator.BROADCAST, 100, FloorIndicator.NORMAL))
                .isFalse();
    }

    @Test
    void an_emergency_never_pre_empts_an_emergency_of_the_same_priority() {
        FloorPolicy policy = new PriorityPolicy();
        assertThat(preempts(policy, 255, FloorIndicator.EMERGENCY, 255, FloorIndicator.EMERGENCY))
                .isFalse();
        assertThat(preempts(policy, 255, FloorIndicator.EMERGENCY, 254, FloorIndicator.EMERGENCY))
                .isTrue();
    }

    @Test
    void in_the_cut_in_profile_every_request_takes_the_floor() {
        Scene scene = Scene.of(FloorSettings.cutIn(), new EveryoneInterrupts(), "ann", "bob");
        scene.request("ann", FloorIndicator.EMERGENCY);

        assertThat(scene.request("bob", 0))
                .containsExactly(revoked("ann", FloorRevokeCause.PREEMPTED), granted("bob", 30_000), taken("bob"));
    }

    private static boolean preempts(
            FloorPolicy policy, int priority, FloorIndicator indicator, int against, FloorIndicator talking) {
        Scene scene = Scene.of(FloorSettings.base(), policy, "ann", "bob");
        scene.request("ann", against, talking);
        return scene.request("bob", priority, indicator).contains(revoked("ann", FloorRevokeCause.PREEMPTED));
    }

    private static final class EveryoneInterrupts implements FloorPolicy {
        @Override
        public String name() {
            return "cut-in";
        }

        @Override
        public FloorDecision judge(FloorRequest request, FloorView floor) {
            return FloorDecision.preempt();
        }
    }
}
