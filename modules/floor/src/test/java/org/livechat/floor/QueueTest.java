package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.floor.Scene.denied;
import static org.livechat.floor.Scene.granted;
import static org.livechat.floor.Scene.idle;
import static org.livechat.floor.Scene.position;
import static org.livechat.floor.Scene.revoked;
import static org.livechat.floor.Scene.taken;

import org.junit.jupiter.api.Test;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;

/** Rule 7, and how an operator empties the queue. */
class QueueTest {
    @Test
    void a_request_that_does_not_pre_empt_waits_and_is_told_its_place() {
        Scene scene = Scene.base("ann", "bob", "cid");
        scene.request("ann");

        assertThat(scene.request("bob")).containsExactly(position("bob", 1, 1));
        assertThat(scene.request("cid")).containsExactly(position("cid", 2, 2));
        assertThat(scene.state().queue())
                .extracting(QueuedRequest::queuedAtNanos)
                .containsOnly(scene.nowNanos());
    }

    @Test
    void with_queueing_off_it_is_denied_with_cause_1() {
        Scene scene = Scene.of(FloorSettings.base().withQueueLimit(0), "ann", "bob");
        scene.request("ann");

        assertThat(scene.request("bob"))
                .containsExactly(denied("bob", FloorDenyCause.ANOTHER_HAS_PERMISSION, "another member is talking"));
    }

    @Test
    void a_full_queue_denies_with_cause_7_and_loses_nobody() {
        Scene scene = Scene.of(FloorSettings.base().withQueueLimit(1), "ann", "bob", "cid");
        scene.request("ann");
        scene.request("bob");

        assertThat(scene.request("cid"))
                .containsExactly(denied("cid", FloorDenyCause.QUEUE_FULL, "the queue is full: 1 are waiting"));
        assertThat(scene.request("bob")).containsExactly(position("bob", 1, 1));
    }

    @Test
    void the_more_urgent_waits_ahead_and_everyone_whose_place_changed_is_told() {
        Scene scene = Scene.base("ann", "bob", "cid", "dee");
        scene.request("ann", FloorIndicator.EMERGENCY);
        scene.request("bob", 150);
        scene.request("cid", 50);

        assertThat(scene.request("dee", 100)).containsExactly(position("dee", 2, 3), position("cid", 3, 3));
    }

    @Test
    void urgency_goes_by_indicator_then_priority_then_arrival() {
        Scene scene = Scene.base("ann", "bob", "cid", "dee", "eve", "fay");
        scene.request("ann", 255, FloorIndicator.EMERGENCY);
        scene.request("bob", 200);
        scene.request("cid", 10, FloorIndicator.IMMINENT_PERIL);
        scene.request("dee", 200);
        scene.request("eve", 10, FloorIndicator.EMERGENCY);
        scene.request("fay", 250);

        assertThat(scene.state().queue())
                .extracting(QueuedRequest::userId)
                .containsExactly("eve", "cid", "fay", "bob", "dee");
    }

    @Test
    void who_asks_again_keeps_its_place_and_never_falls() {
        Scene scene = Scene.base("ann", "bob", "cid");
        scene.request("ann", FloorIndicator.EMERGENCY);
        scene.request("bob", 150);
        scene.request("cid", 150);

        assertThat(scene.request("bob", 10)).containsExactly(position("bob", 1, 2));
        assertThat(scene.state().queue().getFirst().priority()).isEqualTo(150);
    }

    @Test
    void who_asks_again_more_urgently_moves_up_past_the_less_urgent_alone() {
        Scene scene = Scene.base("ann", "bob", "cid", "dee");
        scene.request("ann", FloorIndicator.EMERGENCY);
        scene.request("bob", 180);
        scene.request("cid", 120);
        scene.request("dee", 100);

        assertThat(scene.request("dee", 150)).containsExactly(position("dee", 2, 3), position("cid", 3, 3));
    }

    @Test
    void one_who_leaves_is_out_of_the_queue() {
        Scene scene = Scene.base("ann", "bob", "cid");
        scene.request("ann");
        scene.request("bob");
        scene.request("cid");

        assertThat(scene.leave("bob")).containsExactly(position("cid", 1, 1));
        assertThat(scene.release("ann")).containsExactly(granted("cid", 30_000), taken("cid"));
    }

    @Test
    void an_operator_takes_the_floor_and_tells_everyone_queued_that_it_is_out() {
        Scene scene = Scene.mcptt("ann", "bob", "cid");
        scene.request("ann");
        scene.request("bob");

        assertThat(scene.operatorRevoke())
                .containsExactly(
                        denied("bob", FloorDenyCause.OTHER, "an operator cleared the queue"),
                        revoked("ann", FloorRevokeCause.ADMIN_REVOKE),
                        idle());
        assertThat(scene.state().queue()).isEmpty();
        assertThat(scene.state().phase()).isEqualTo(FloorPhase.IDLE);
    }
}
