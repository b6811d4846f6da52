package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.floor.Scene.denied;
import static org.livechat.floor.Scene.granted;
import static org.livechat.floor.Scene.idle;
import static org.livechat.floor.Scene.position;
import static org.livechat.floor.Scene.taken;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;

/** Rules 9 and 10: what a request may ask for at all. */
class CredentialTest {
    private static FloorParticipant limited(String userId) {
        return new FloorParticipant(userId, false, MediaPath.NONE, 100, 120, Set.of(), Set.of());
    }

    @Test
    void the_priority_is_never_above_the_credential() {
        Scene scene = Scene.base();
        scene.join(limited("ann"));
        scene.request("ann", 255);

        assertThat(scene.state().priority()).hasValue(120);
    }

    @Test
    void a_request_without_a_priority_gets_the_default_of_its_member_and_indicator() {
        Scene scene = Scene.base("ann");
        scene.request("ann");
        assertThat(scene.state().priority()).hasValue(100);
        scene.release("ann");
        scene.request("ann", FloorIndicator.IMMINENT_PERIL);
        assertThat(scene.state().priority()).hasValue(200);
        scene.release("ann");
        scene.request("ann", FloorIndicator.EMERGENCY);
        assertThat(scene.state().priority()).hasValue(255);
    }

    @Test
    void an_indicator_above_the_credential_is_denied_with_cause_255_and_a_reason() {
        Scene scene = Scene.base();
        scene.join(limited("ann"));

        assertThat(scene.request("ann", FloorIndicator.EMERGENCY))
                .containsExactly(
                        denied("ann", FloorDenyCause.OTHER, "indicator emergency is not allowed by the credential"));
        assertThat(scene.request("ann")).contains(granted("ann", 30_000));
    }

    @Test
    void the_holder_is_never_denied_not_even_for_an_indicator_above_its_credential() {
        Scene scene = Scene.base();
        scene.join(limited("ann"));
        scene.request("ann");

        assertThat(scene.request("ann", FloorIndicator.EMERGENCY)).containsExactly(granted("ann", 30_000));
        assertThat(scene.state().indicator()).hasValue(FloorIndicator.NORMAL);
    }

    @Test
    void one_who_waits_and_is_denied_waits_no_more() {
        Scene scene = Scene.base("ann", "cid");
        scene.join(limited("bob"));
        scene.request("ann");
        scene.request("bob");
        scene.request("cid");

        assertThat(scene.request("bob", FloorIndicator.EMERGENCY))
                .containsExactly(
                        denied("bob", FloorDenyCause.OTHER, "indicator emergency is not allowed by the credential"),
                        position("cid", 1, 1));
    }

    @Test
    void during_a_broadcast_nobody_else_may_ask_but_in_an_emergency() {
        Scene scene = Scene.base("ann", "bob", "cid");
        scene.request("ann", FloorIndicator.BROADCAST);

        assertThat(scene.request("bob", 255, FloorIndicator.IMMINENT_PERIL))
                .containsExactly(denied("bob", FloorDenyCause.RECEIVE_ONLY, "a broadcast is running"));
        assertThat(scene.request("ann", FloorIndicator.BROADCAST)).containsExactly(granted("ann", 30_000));
        assertThat(scene.request("cid", FloorIndicator.EMERGENCY))
                .contains(granted("cid", 30_000), taken("cid", FloorIndicator.EMERGENCY));
    }

    @Test
    void one_who_waited_before_a_broadcast_keeps_its_place() {
        Scene scene = Scene.base("ann", "bob", "cid");
        scene.request("ann");
        scene.request("bob", FloorIndicator.BROADCAST);
        scene.request("cid");
        scene.release("ann");

        assertThat(scene.request("cid")).containsExactly(position("cid", 1, 1));
        assertThat(scene.release("bob")).contains(granted("cid", 30_000));
    }

    @Test
    void one_who_is_no_member_is_answered_and_changes_nothing() {
        Scene scene = Scene.base("ann");

        assertThat(scene.request("zoe"))
                .containsExactly(denied("zoe", FloorDenyCause.OTHER, "not a member of the channel"));
        assertThat(scene.release("zoe")).isEmpty();
        assertThat(scene.ping("zoe")).isEmpty();
        assertThat(scene.leave("zoe")).isEmpty();
        assertThat(scene.request("ann")).contains(granted("ann", 30_000));
        assertThat(scene.release("ann")).containsExactly(idle());
    }
}
