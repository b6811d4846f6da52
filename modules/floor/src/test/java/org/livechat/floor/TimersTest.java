package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.floor.Scene.granted;
import static org.livechat.floor.Scene.idle;
import static org.livechat.floor.Scene.member;
import static org.livechat.floor.Scene.pong;
import static org.livechat.floor.Scene.position;
import static org.livechat.floor.Scene.revoked;
import static org.livechat.floor.Scene.taken;
import static org.livechat.floor.Scene.takenTo;
import static org.livechat.floor.Scene.withMedia;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;

/** One test a timer and boundary. */
class TimersTest {
    private static Scene talkingWithMedia() {
        Scene scene = Scene.base("bob");
        scene.join(withMedia("ann"));
        scene.request("ann");
        scene.mediaStarted("ann");
        return scene;
    }

    @Test
    void t1_ends_a_burst_without_a_revoke() {
        Scene scene = talkingWithMedia();
        assertThat(scene.mediaQuiet("ann")).containsExactly(idle());
    }

    @Test
    void t1_goes_on_to_the_queue() {
        Scene scene = talkingWithMedia();
        scene.request("bob");
        assertThat(scene.mediaQuiet("ann")).containsExactly(granted("bob", 30_000), taken("bob"));
    }

    @Test
    void t1_of_an_earlier_burst_ends_nothing() {
        Scene scene = talkingWithMedia();
        scene.release("ann");
        scene.request("ann");
        assertThat(scene.mediaQuiet("ann")).isEmpty();
        assertThat(scene.state().holder()).hasValue("ann");
    }

    @Test
    void t2_runs_from_the_grant_when_there_is_no_media_path() {
        Scene scene = Scene.base("ann", "bob");
        scene.request("ann");
        scene.pingEveryTwoSeconds("ann", 28);

        assertThat(scene.passMillis(1999)).isEmpty();
        assertThat(scene.passMillis(1)).containsExactly(revoked("ann", FloorRevokeCause.MAX_DURATION), idle());
    }

    @Test
    void t2_runs_from_the_first_packet_when_there_is_a_media_path() {
        Scene scene = Scene.base("bob");
        scene.join(withMedia("ann"));
        scene.request("ann");
        scene.passMillis(1000);
        scene.mediaStarted("ann");

        assertThat(scene.passMillis(29_999)).isEmpty();
        assertThat(scene.passMillis(1)).containsExactly(revoked("ann", FloorRevokeCause.MAX_DURATION), idle());
    }

    @Test
    void a_grant_never_promises_more_than_t2() {
        Scene scene = Scene.base("bob");
        scene.join(withMedia("ann"));

        assertThat(scene.request("ann")).contains(granted("ann", 30_000));
        scene.passMillis(3000);
        assertThat(scene.request("ann")).containsExactly(granted("ann", 30_000));
    }

    @Test
    void t3_takes_the_floor_by_force() {
        Scene scene = Scene.mcptt("ann", "bob");
        scene.request("ann");
        scene.pingEveryTwoSeconds("ann", 28);
        assertThat(scene.passMillis(2000)).containsExactly(revoked("ann", FloorRevokeCause.MAX_DURATION));
        assertThat(scene.state().phase()).isEqualTo(FloorPhase.PENDING_REVOKE);

        assertThat(scene.passMillis(2999)).isEmpty();
        assertThat(scene.passMillis(1)).containsExactly(idle());
    }

    @Test
    void t4_tells_once_that_nobody_has_talked() {
        Scene scene = Scene.of(FloorSettings.mcptt().withIdleAgain(Resend.off()));
        assertThat(scene.passMillis(29_999)).isEmpty();
        assertThat(scene.passMillis(1)).containsExactly(new FloorEffect.HangTimeOver());
        assertThat(scene.state().nextDeadlineNanos()).isEmpty();
    }

    @Test
    void t4_is_stopped_by_a_burst_and_runs_anew_after_it() {
        Scene scene = Scene.of(FloorSettings.mcptt().withIdleAgain(Resend.off()), "ann", "bob");
        scene.passMillis(20_000);
        scene.request("ann");
        scene.passMillis(5000);
        scene.release("ann");

        assertThat(scene.passMillis(29_999)).isEmpty();
        assertThat(scene.passMillis(1)).containsExactly(new FloorEffect.HangTimeOver());
    }

    @Test
    void t7_repeats_idle_ten_times_in_the_mcptt_profile_and_never_in_the_base() {
        Scene mcptt = Scene.mcptt("ann", "bob");
        mcptt.request("ann");
        mcptt.release("ann");
        for (int time = 0; time < 10; time++) {
            assertThat(mcptt.passMillis(1000)).containsExactly(idle());
        }
        assertThat(mcptt.passMillis(1000)).isEmpty();

        Scene base = Scene.base("ann", "bob");
        base.request("ann");
        base.release("ann");
        assertThat(base.state().nextDeadlineNanos()).isEmpty();
    }

    @Test
    void t8_repeats_revoke_during_the_grace_while_media_comes() {
        Scene scene = Scene.mcptt("bob");
        scene.join(withMedia("ann"));
        scene.request("ann");
        scene.mediaStarted("ann");
        scene.request("bob", 200);

        assertThat(scene.passMillis(1000)).containsExactly(revoked("ann", FloorRevokeCause.PREEMPTED));
        assertThat(scene.mediaQuiet("ann")).containsExactly(granted("bob", 30_000), taken("bob"));
    }

    @Test
    void t8_repeats_nothing_to_one_who_has_gone_silent() {
        Scene scene = Scene.mcptt("ann", "bob");
        scene.request("ann");
        scene.request("bob", 200);

        assertThat(scene.passMillis(1000)).isEmpty();
    }

    @Test
    void t20_repeats_a_grant_from_the_queue_three_times_then_goes_on() {
        Scene scene = Scene.base("ann", "bob", "cid");
        scene.request("ann");
        scene.request("bob");
        scene.request("cid");
        scene.release("ann");

        assertThat(scene.passMillis(1000)).containsExactly(granted("bob", 29_000));
        assertThat(scene.passMillis(1000)).containsExactly(granted("bob", 28_000));
        assertThat(scene.passMillis(1000)).containsExactly(granted("bob", 27_000));
        assertThat(scene.passMillis(1000))
                .containsExactly(revoked("bob", FloorRevokeCause.PING_TIMEOUT), granted("cid", 30_000), taken("cid"));
    }

    @Test
    void t20_is_stopped_by_a_ping_by_media_and_by_another_request() {
        for (int sign = 0; sign < 3; sign++) {
            Scene scene = Scene.base("ann", "bob");
            scene.request("ann");
            scene.request("bob");
            scene.release("ann");
            switch (sign) {
                case 0 -> scene.ping("bob");
                case 1 -> scene.mediaStarted("bob");
                default -> scene.request("bob");
            }
            assertThat(scene.passMillis(1000)).isEmpty();
        }
    }

    @Test
    void t20_does_not_run_for_a_direct_grant() {
        Scene scene = Scene.base("ann", "bob");
        scene.request("ann");
        assertThat(scene.passMillis(5000)).isEmpty();
    }

    @Test
    void a_holder_that_does_not_ping_loses_the_floor() {
        Scene scene = Scene.base("ann", "bob", "cid");
        scene.request("ann");
        scene.request("bob");
        scene.request("cid");

        assertThat(scene.passMillis(5999)).isEmpty();
        assertThat(scene.passMillis(1))
                .containsExactly(
                        revoked("ann", FloorRevokeCause.PING_TIMEOUT),
                        granted("bob", 30_000),
                        taken("bob"),
                        position("cid", 1, 1));
    }

    @Test
    void a_ping_is_answered_and_puts_the_timeout_off() {
        Scene scene = Scene.base("ann", "bob");
        scene.request("ann");
        scene.passMillis(5000);

        assertThat(scene.ping("ann")).containsExactly(pong("ann"));
        assertThat(scene.passMillis(5999)).isEmpty();
    }

    @Test
    void one_who_pings_without_the_floor_is_told_who_has_it() {
        Scene scene = Scene.base("ann", "bob");
        scene.request("ann");
        assertThat(scene.ping("bob")).containsExactly(pong("bob"), takenTo("bob", "ann"));
    }

    @Test
    void while_media_flows_a_late_ping_revokes_nobody() {
        Scene scene = talkingWithMedia();
        assertThat(scene.passMillis(29_000)).isEmpty();
        assertThat(scene.state().holder()).hasValue("ann");
    }

    @Test
    void a_holder_whose_media_path_goes_away_loses_the_floor() {
        Scene scene = talkingWithMedia();
        assertThat(scene.mediaPath("ann", false)).containsExactly(revoked("ann", FloorRevokeCause.DISCONNECT), idle());
    }

    @Test
    void a_timer_that_is_due_acts_before_the_input_that_comes_with_it() {
        FloorMachine machine = new FloorMachine(FloorSettings.base(), new PriorityPolicy());
        FloorState state = machine.initial(1, 0);
        state = machine.step(state, new FloorInput.Join(member("ann")), 0).state();
        state = machine.step(state, new FloorInput.Request("ann", OptionalInt.empty(), FloorIndicator.NORMAL), 0)
                .state();

        FloorStep late = machine.step(state, new FloorInput.Release("ann"), 6_000_000_000L);
        assertThat(late.effects())
                .containsExactly(revoked("ann", FloorRevokeCause.PING_TIMEOUT), idle(), Scene.idleTo("ann"));
    }

    @Test
    void a_clock_that_goes_back_counts_as_one_that_stands_still() {
        FloorMachine machine = new FloorMachine(FloorSettings.base(), new PriorityPolicy());
        FloorState state = machine.initial(1, 0);
        state = machine.step(state, new FloorInput.Join(member("ann")), 0).state();
        FloorInput request = new FloorInput.Request("ann", OptionalInt.empty(), FloorIndicator.NORMAL);

        assertThat(machine.step(state, request, -9_000_000_000L)).isEqualTo(machine.step(state, request, 0));
    }

    @Test
    void a_clock_that_wraps_around_fires_in_time() {
        FloorMachine machine = new FloorMachine(FloorSettings.base(), new PriorityPolicy());
        long start = Long.MAX_VALUE - 1_000_000_000L;
        FloorState state = machine.initial(1, start);
        state = machine.step(state, new FloorInput.Join(member("ann")), start).state();
        state = machine.step(state, new FloorInput.Request("ann", OptionalInt.empty(), FloorIndicator.NORMAL), start)
                .state();

        assertThat(machine.step(state, new FloorInput.Tick(), start + 5_999_999_999L)
                        .effects())
                .isEmpty();
        assertThat(machine.step(state, new FloorInput.Tick(), start + 6_000_000_000L)
                        .effects())
                .containsExactly(revoked("ann", FloorRevokeCause.PING_TIMEOUT), idle());
    }
}
