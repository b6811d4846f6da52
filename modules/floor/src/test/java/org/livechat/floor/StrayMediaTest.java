package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.floor.Scene.revoked;

import org.junit.jupiter.api.Test;
import org.livechat.api.FloorRevokeCause;

/** Rule 12 and T8: media of one without the floor. */
class StrayMediaTest {
    private static final FloorEffect REVOKED = revoked("bob", FloorRevokeCause.NO_PERMISSION);

    @Test
    void it_is_revoked_with_cause_3_once_a_second_and_its_session_is_closed_after_three_more() {
        Scene scene = Scene.base("ann", "bob");
        assertThat(scene.mediaWithoutFloor("bob")).containsExactly(REVOKED);
        for (int time = 0; time < 3; time++) {
            scene.passMillis(1000);
            assertThat(scene.mediaWithoutFloor("bob")).containsExactly(REVOKED);
        }
        scene.passMillis(1000);
        assertThat(scene.mediaWithoutFloor("bob")).containsExactly(new FloorEffect.EndSession("bob"));
    }

    @Test
    void it_is_not_revoked_twice_within_a_second() {
        Scene scene = Scene.base("ann", "bob");
        scene.mediaWithoutFloor("bob");
        scene.passMillis(999);
        assertThat(scene.mediaWithoutFloor("bob")).isEmpty();
    }

    @Test
    void packets_still_under_way_after_a_release_offend_nobody() {
        Scene scene = Scene.base("ann", "bob");
        scene.request("bob");
        scene.release("bob");
        scene.passMillis(200);
        assertThat(scene.mediaWithoutFloor("bob")).isEmpty();
        scene.passMillis(900);
        assertThat(scene.mediaWithoutFloor("bob")).containsExactly(REVOKED);
    }

    @Test
    void a_revoke_that_took_the_floor_counts_as_the_first() {
        Scene scene = Scene.base("ann", "bob");
        scene.request("bob");
        scene.request("ann", 200);
        for (int time = 0; time < 3; time++) {
            scene.passMillis(1000);
            assertThat(scene.mediaWithoutFloor("bob")).containsExactly(REVOKED);
        }
        scene.passMillis(1000);
        assertThat(scene.mediaWithoutFloor("bob")).containsExactly(new FloorEffect.EndSession("bob"));
    }

    @Test
    void one_who_obeyed_starts_afresh() {
        Scene scene = Scene.base("ann", "bob");
        for (int time = 0; time < 4; time++) {
            scene.mediaWithoutFloor("bob");
            scene.passMillis(1000);
        }
        scene.passMillis(10_000);
        assertThat(scene.mediaWithoutFloor("bob")).containsExactly(REVOKED);
    }

    @Test
    void a_grant_forgives() {
        Scene scene = Scene.base("ann", "bob");
        for (int time = 0; time < 4; time++) {
            scene.mediaWithoutFloor("bob");
            scene.passMillis(1000);
        }
        scene.request("bob");
        scene.release("bob");
        scene.passMillis(1000);
        assertThat(scene.mediaWithoutFloor("bob")).containsExactly(REVOKED);
    }

    @Test
    void with_t8_off_it_is_revoked_again_and_again_but_stays() {
        Scene scene = Scene.of(FloorSettings.base().withRevokeAgain(Resend.off()), "ann", "bob");
        for (int time = 0; time < 20; time++) {
            assertThat(scene.mediaWithoutFloor("bob")).containsExactly(REVOKED);
            scene.passMillis(1000);
        }
    }

    @Test
    void a_thousand_offenders_are_all_told_and_take_no_more_memory_than_sixty_four() {
        Scene scene = Scene.base();
        for (int count = 0; count < 1000; count++) {
            scene.join(Scene.member("user" + count));
        }
        for (int count = 0; count < 1000; count++) {
            assertThat(scene.mediaWithoutFloor("user" + count)).hasSize(1);
        }
        assertThat(scene.state().picture().strays().known()).hasSize(64);
    }
}
