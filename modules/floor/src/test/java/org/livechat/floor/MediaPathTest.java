package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.floor.Scene.denied;
import static org.livechat.floor.Scene.granted;
import static org.livechat.floor.Scene.idle;
import static org.livechat.floor.Scene.member;
import static org.livechat.floor.Scene.position;
import static org.livechat.floor.Scene.revoked;
import static org.livechat.floor.Scene.taken;
import static org.livechat.floor.Scene.withMedia;

import org.junit.jupiter.api.Test;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;

/** Nobody has the floor, or a place that leads to it, who could not be heard. */
class MediaPathTest {
    private static final String NOT_YET = "your media is not connected yet; ask again once it is";
    private static final String LOST =
            "your media has ended; RENEGOTIATE with an sdp_offer begins it anew, to talk once it is connected";

    private static FloorParticipant connecting(String userId) {
        return member(userId).withMediaPath(MediaPath.CONNECTING);
    }

    @Test
    void one_whose_media_is_not_connected_is_denied_with_a_reason_and_granted_once_it_is() {
        Scene scene = Scene.base("bob");
        scene.join(connecting("ann"));

        assertThat(scene.request("ann")).containsExactly(denied("ann", FloorDenyCause.OTHER, NOT_YET));
        assertThat(scene.request("ann", FloorIndicator.EMERGENCY))
                .containsExactly(denied("ann", FloorDenyCause.OTHER, NOT_YET));

        scene.mediaPath("ann", true);
        assertThat(scene.request("ann")).containsExactly(granted("ann", 30_000), taken("ann"));
    }

    @Test
    void nobody_waits_who_could_not_be_heard() {
        Scene scene = Scene.base("bob");
        scene.join(connecting("ann"));
        scene.request("bob");

        assertThat(scene.request("ann")).containsExactly(denied("ann", FloorDenyCause.OTHER, NOT_YET));
        assertThat(scene.state().queue()).isEmpty();
    }

    @Test
    void who_waits_and_loses_its_media_is_out_of_the_queue_and_those_behind_move_up() {
        Scene scene = Scene.base("bob", "cid");
        scene.join(withMedia("ann"));
        scene.request("bob");
        scene.request("ann");
        scene.request("cid");

        assertThat(scene.mediaPath("ann", false))
                .containsExactly(denied("ann", FloorDenyCause.OTHER, LOST), position("cid", 1, 1));
        assertThat(scene.mediaPath("ann", false)).isEmpty();
        assertThat(scene.request("ann")).containsExactly(denied("ann", FloorDenyCause.OTHER, LOST));
    }

    @Test
    void a_holder_that_loses_its_media_is_not_granted_again_before_it_is_back() {
        Scene scene = Scene.base("bob");
        scene.join(withMedia("ann"));
        scene.request("ann");

        assertThat(scene.mediaPath("ann", false)).containsExactly(revoked("ann", FloorRevokeCause.DISCONNECT), idle());
        assertThat(scene.request("ann")).containsExactly(denied("ann", FloorDenyCause.OTHER, LOST));
        scene.mediaPath("ann", true);
        assertThat(scene.request("ann")).contains(granted("ann", 30_000));
    }

    @Test
    void one_whose_media_begins_anew_is_granted_the_floor_once_it_is_connected() {
        Scene scene = Scene.base("bob");
        scene.join(withMedia("ann"));
        scene.mediaPath("ann", false);

        assertThat(scene.mediaBegun("ann")).isEmpty();
        assertThat(scene.request("ann")).containsExactly(denied("ann", FloorDenyCause.OTHER, NOT_YET));
        scene.mediaPath("ann", true);
        assertThat(scene.request("ann")).contains(granted("ann", 30_000));
    }

    @Test
    void one_who_begins_media_behind_a_join_without_is_heard_by_nothing_else() {
        Scene scene = Scene.base("ann", "bob", "cid");
        scene.request("bob");
        scene.request("ann");
        scene.request("cid");

        assertThat(scene.mediaBegun("ann"))
                .containsExactly(denied("ann", FloorDenyCause.OTHER, NOT_YET), position("cid", 1, 1));
        assertThat(scene.mediaBegun("bob"))
                .containsExactly(revoked("bob", FloorRevokeCause.DISCONNECT), granted("cid", 30_000), taken("cid"));
        assertThat(scene.request("ann")).containsExactly(denied("ann", FloorDenyCause.OTHER, NOT_YET));
        scene.mediaPath("ann", false);
        assertThat(scene.request("ann")).containsExactly(denied("ann", FloorDenyCause.OTHER, LOST));
    }

    @Test
    void one_who_joined_without_media_may_talk_by_another_way() {
        Scene scene = Scene.base("ann", "bob");

        assertThat(scene.request("ann")).contains(granted("ann", 30_000));
        assertThat(scene.mediaPath("ann", false)).isEmpty();
        scene.pingEveryTwoSeconds("ann", 28);
        assertThat(scene.state().holder()).contains("ann");
    }

    @Test
    void a_holder_whose_media_never_begins_loses_the_floor_after_t1_whatever_it_pings() {
        Scene scene = Scene.base("bob");
        scene.join(withMedia("ann"));
        scene.request("ann");
        scene.request("bob");

        scene.pingEveryTwoSeconds("ann", 2);
        assertThat(scene.passMillis(1999)).isEmpty();
        assertThat(scene.passMillis(1)).containsExactly(granted("bob", 30_000), taken("bob"));
    }
}
