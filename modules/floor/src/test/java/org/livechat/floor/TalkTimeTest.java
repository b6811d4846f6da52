package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;

/** What a policy with a memory is told about who talked. */
class TalkTimeTest {
    private final Listening policy = new Listening(Duration.ofSeconds(60));
    private final Scene scene = Scene.of(FloorSettings.mcptt(), policy, "ann", "bob", "cid", "dee");

    @Test
    void who_has_not_talked_has_talked_for_nothing() {
        assertThat(talked("ann")).isZero();
    }

    @Test
    void a_burst_counts_from_the_grant_to_its_end() {
        talk("ann", 3);
        assertThat(talked("ann")).isEqualTo(3000);
        talk("ann", 2);
        talk("bob", 4);
        assertThat(talked("ann")).isEqualTo(5000);
        assertThat(talked("bob")).isEqualTo(4000);
    }

    @Test
    void the_window_slides() {
        talk("ann", 3);
        scene.passMillis(20_000);
        talk("ann", 2);
        scene.passMillis(40_000);
        assertThat(talked("ann")).isEqualTo(2000);
        scene.passMillis(20_000);
        assertThat(talked("ann")).isZero();
    }

    @Test
    void a_burst_across_the_edge_counts_in_part() {
        talk("ann", 5);
        scene.passMillis(58_000);
        assertThat(talked("ann")).isEqualTo(2000);
    }

    @Test
    void a_running_burst_counts_up_to_now() {
        talk("ann", 3);
        scene.request("ann");
        scene.passMillis(2000);
        scene.request("bob");

        assertThat(policy.talkerTalked).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_burst_as_long_as_the_memory_fills_it_and_no_more() {
        Listening brief = new Listening(Duration.ofSeconds(10));
        Scene short10 = Scene.of(FloorSettings.base(), brief, "ann", "bob");
        short10.request("ann");
        short10.pingEveryTwoSeconds("ann", 14);
        short10.request("bob");
        assertThat(brief.talkerTalked).isEqualTo(Duration.ofSeconds(10));

        short10.release("ann");
        short10.request("ann");
        assertThat(brief.talked("ann")).isEqualTo(10_000);
    }

    @Test
    void one_who_was_pre_empted_has_talked_until_its_grace_was_over() {
        scene.request("ann");
        scene.passMillis(2000);
        scene.request("bob", FloorIndicator.EMERGENCY);
        scene.passMillis(3000);
        scene.release("bob");
        assertThat(talked("ann")).isEqualTo(5000);
    }

    @Test
    void one_whose_floor_was_taken_away_has_talked_until_then() {
        scene.request("ann");
        scene.passMillis(2000);
        scene.operatorRevoke();
        scene.request("bob");
        scene.passMillis(4000);
        scene.mediaPath("bob", true);
        scene.mediaPath("bob", false);
        scene.mediaPath("bob", true);
        assertThat(talked("ann")).isEqualTo(2000);
        assertThat(talked("bob")).isEqualTo(4000);
    }

    @Test
    void who_leaves_and_comes_back_keeps_what_it_used() {
        talk("ann", 3);
        scene.leave("ann");
        scene.join(Scene.member("ann"));
        assertThat(talked("ann")).isEqualTo(3000);

        scene.request("ann");
        scene.passMillis(2000);
        scene.leave("ann");
        scene.join(Scene.member("ann"));
        assertThat(talked("ann")).isEqualTo(5000);
    }

    @Test
    void all_who_wait_are_shown_as_of_the_time_of_the_question() {
        talk("bob", 3);
        talk("cid", 5);
        scene.request("ann");
        scene.request("bob");
        scene.passMillis(1000);
        scene.request("cid");
        assertThat(policy.waitingTalked).containsExactly(Duration.ofSeconds(3));
        assertThat(policy.compared).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(3));

        scene.pingEveryTwoSeconds("ann", 26);
        scene.passMillis(2000);
        scene.mediaPath("ann", true);
        scene.mediaStarted("ann");
        scene.passMillis(24_500);
        scene.release("ann");
        // Half of bob's burst has slid out of the memory, that of cid has not.
        assertThat(policy.choice).containsExactly(Duration.ofMillis(1500), Duration.ofSeconds(5));
        assertThat(policy.granted).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void without_a_memory_nothing_is_told_and_the_state_is_none_the_bigger() {
        Listening forgetful = new Listening(Duration.ZERO);
        Scene plain = Scene.of(FloorSettings.base(), forgetful, "ann", "bob");
        plain.request("ann");
        plain.passMillis(3000);
        plain.request("bob");
        plain.release("ann");
        plain.request("ann");
        assertThat(forgetful.talked("ann")).isZero();
        assertThat(plain.state().picture().talkTimes()).isSameAs(TalkTimes.NONE);
    }

    @Test
    void states_with_different_talk_times_are_different_until_the_memory_has_passed() {
        Scene other = Scene.of(FloorSettings.mcptt(), policy, "ann", "bob", "cid", "dee");
        talk("ann", 3);
        other.request("bob");
        other.passMillis(3000);
        other.release("bob");
        assertThat(scene.state()).isNotEqualTo(other.state());

        Stream.of(scene, other).forEach(one -> one.passMillis(60_000));
        assertThat(scene.state().picture().talkTimes()).isEqualTo(TalkTimes.NONE);
        assertThat(other.state().picture().talkTimes()).isEqualTo(TalkTimes.NONE);
    }

    @Test
    void another_policy_with_a_memory_takes_over_what_was_remembered() {
        talk("ann", 3);
        Listening successor = new Listening(Duration.ofHours(1));
        new FloorMachine(FloorSettings.mcptt(), successor)
                .step(
                        scene.state(),
                        new FloorInput.Request("ann", OptionalInt.empty(), FloorIndicator.NORMAL),
                        scene.nowNanos());
        assertThat(successor.talked("ann")).isEqualTo(3000);

        FloorStep forgotten = new FloorMachine(FloorSettings.mcptt(), new PriorityPolicy())
                .step(scene.state(), new FloorInput.Tick(), scene.nowNanos());
        assertThat(forgotten.state().picture().talkTimes()).isSameAs(TalkTimes.NONE);
    }

    private void talk(String userId, int seconds) {
        scene.request(userId);
        scene.passMillis(seconds * 1000L);
        scene.release(userId);
    }

    /** What the policy is told when a user asks now, in milliseconds. The floor is idle before and after. */
    private long talked(String userId) {
        scene.request(userId);
        scene.release(userId);
        return policy.talked(userId);
    }

    /** First come, first served but for emergencies; writes down what it is told. */
    private static final class Listening implements FloorPolicy {
        private final Duration memory;
        private final Map<String, Duration> asked = new HashMap<>();
        private Duration talkerTalked = Duration.ZERO;
        private List<Duration> waitingTalked = List.of();
        private List<Duration> compared = List.of();
        private List<Duration> choice = List.of();
        private Duration granted = Duration.ZERO;

        Listening(Duration memory) {
            this.memory = memory;
        }

        long talked(String userId) {
            return asked.get(userId).toMillis();
        }

        @Override
        public String name() {
            return "listening";
        }

        @Override
        public Duration memory() {
            return memory;
        }

        @Override
        public FloorDecision judge(FloorRequest request, FloorView floor) {
            asked.put(request.userId(), request.talked());
            waitingTalked = talked(floor.queue());
            if (floor.talker().isEmpty()) {
                return FloorDecision.grant();
            }
            talkerTalked = floor.talker().get().request().talked();
            return request.indicator() == FloorIndicator.EMERGENCY ? FloorDecision.preempt() : FloorDecision.queue();
        }

        @Override
        public boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
            compared = talked(List.of(arriving, waiting));
            return false;
        }

        @Override
        public FloorRequest next(List<FloorRequest> queue) {
            choice = talked(queue);
            return queue.getFirst();
        }

        @Override
        public Duration duration(FloorRequest talker, Duration limit) {
            granted = talker.talked();
            return limit;
        }

        private static List<Duration> talked(List<FloorRequest> requests) {
            return requests.stream().map(FloorRequest::talked).toList();
        }
    }
}
