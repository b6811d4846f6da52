package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.floor.Scene.denied;
import static org.livechat.floor.Scene.granted;
import static org.livechat.floor.Scene.idle;
import static org.livechat.floor.Scene.idleTo;
import static org.livechat.floor.Scene.listener;
import static org.livechat.floor.Scene.member;
import static org.livechat.floor.Scene.position;
import static org.livechat.floor.Scene.taken;
import static org.livechat.floor.Scene.takenTo;

import org.junit.jupiter.api.Test;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;

/** Rules 1 to 5 and 11: how a burst begins and ends. */
class GrantTest {
    @Test
    void an_idle_floor_is_granted_and_everyone_else_is_told_who_talks() {
        Scene scene = Scene.base("ann", "bob");

        assertThat(scene.request("ann", FloorIndicator.IMMINENT_PERIL))
                .containsExactly(granted("ann", 30_000), taken("ann", FloorIndicator.IMMINENT_PERIL));
        assertThat(scene.state().transmitters()).containsExactly("ann");
        assertThat(scene.state().phase()).isEqualTo(FloorPhase.TAKEN);
        assertThat(scene.state().priority()).hasValue(200);
    }

    @Test
    void one_who_joined_to_listen_is_denied_with_cause_5() {
        Scene scene = Scene.base("ann");
        scene.join(listener("bob"));

        assertThat(scene.request("bob"))
                .containsExactly(denied("bob", FloorDenyCause.RECEIVE_ONLY, "joined to listen only"));
        assertThat(scene.state().phase()).isEqualTo(FloorPhase.IDLE);
    }

    @Test
    void alone_in_the_channel_the_base_profile_grants_and_mcptt_denies_with_cause_3() {
        assertThat(Scene.base("ann").request("ann")).contains(granted("ann", 30_000));
        assertThat(Scene.mcptt("ann").request("ann"))
                .containsExactly(denied("ann", FloorDenyCause.ONLY_ONE_PARTICIPANT, "nobody else is in the channel"));
    }

    @Test
    void the_holder_that_asks_again_is_granted_what_is_left() {
        Scene scene = Scene.base("ann", "bob");
        scene.request("ann");
        scene.request("bob");
        scene.passMillis(1500);

        assertThat(scene.request("ann")).containsExactly(granted("ann", 28_500));
        assertThat(scene.state().queue()).extracting(QueuedRequest::userId).containsExactly("bob");
    }

    @Test
    void the_holder_that_asks_again_more_urgently_raises_its_burst_and_everyone_learns_it() {
        Scene scene = Scene.base("ann", "bob");
        scene.request("ann");

        assertThat(scene.request("ann", FloorIndicator.EMERGENCY))
                .containsExactly(granted("ann", 30_000), taken("ann", FloorIndicator.EMERGENCY));
        assertThat(scene.request("ann")).containsExactly(granted("ann", 30_000));
        assertThat(scene.state().indicator()).hasValue(FloorIndicator.EMERGENCY);
        assertThat(scene.state().priority()).hasValue(255);
    }

    @Test
    void a_release_leaves_the_floor_idle_for_everyone() {
        Scene scene = Scene.base("ann", "bob");
        scene.request("ann");

        assertThat(scene.release("ann")).containsExactly(idle());
        assertThat(scene.state().transmitters()).isEmpty();
    }

    @Test
    void a_release_grants_the_head_of_the_queue_with_no_idle_between() {
        Scene scene = Scene.base("ann", "bob", "cid");
        scene.request("ann");
        scene.request("bob");
        scene.request("cid");

        assertThat(scene.release("ann")).containsExactly(granted("bob", 30_000), taken("bob"), position("cid", 1, 1));
    }

    @Test
    void a_holder_that_leaves_frees_the_floor() {
        Scene scene = Scene.base("ann", "bob");
        scene.request("ann");

        assertThat(scene.leave("ann")).containsExactly(idle());
        assertThat(scene.state().holder()).isEmpty();
        assertThat(scene.state().members()).containsExactly("bob");
    }

    @Test
    void a_release_by_one_who_waits_takes_it_out_of_the_queue_and_tells_it_who_talks() {
        Scene scene = Scene.base("ann", "bob", "cid");
        scene.request("ann");
        scene.request("bob");
        scene.request("cid");

        assertThat(scene.release("bob")).containsExactly(takenTo("bob", "ann"), position("cid", 1, 1));
        assertThat(scene.state().queue()).extracting(QueuedRequest::userId).containsExactly("cid");
    }

    @Test
    void a_release_by_anybody_else_tells_it_the_present_state() {
        Scene scene = Scene.base("ann", "bob");
        assertThat(scene.release("bob")).containsExactly(idleTo("bob"));

        scene.request("ann");
        assertThat(scene.release("bob")).containsExactly(takenTo("bob", "ann"));
        assertThat(scene.state().holder()).hasValue("ann");
    }

    @Test
    void a_late_joiner_is_told_the_present_state() {
        Scene scene = Scene.base("ann");
        assertThat(scene.join(member("bob"))).containsExactly(idleTo("bob"));

        scene.request("ann");
        assertThat(scene.join(member("cid"))).containsExactly(takenTo("cid", "ann"));
    }

    @Test
    void one_who_joins_again_has_lost_what_it_held() {
        Scene scene = Scene.base("ann", "bob");
        scene.request("ann");

        assertThat(scene.join(member("ann"))).containsExactly(idle(), idleTo("ann"));
        assertThat(scene.state().holder()).isEmpty();
    }
}
