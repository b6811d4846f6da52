package org.livechat.plugin.talkbudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorTalker;
import org.livechat.api.floor.FloorView;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;
import org.livechat.floor.testkit.FloorPolicyContract;

class TalkBudgetPolicyTest implements FloorPolicyContract {
    private static final FloorRequest FRUGAL = request(100, 60, FloorIndicator.NORMAL);
    private static final FloorRequest TALKATIVE = request(100, 61, FloorIndicator.NORMAL);
    private static final FloorRequest IMPORTANT = request(200, 0, FloorIndicator.NORMAL);
    private static final FloorRequest IMPORTANT_AND_TALKATIVE = request(200, 300, FloorIndicator.NORMAL);

    @Override
    public FloorPolicy policy() {
        return new TalkBudgetPolicy();
    }

    private static FloorRequest request(int priority, int talkedSeconds, FloorIndicator indicator) {
        return new FloorRequest("ann", priority, indicator, Set.of(), Duration.ofSeconds(talkedSeconds));
    }

    private FloorDecision judge(FloorRequest request, FloorRequest talking) {
        Optional<FloorTalker> talker = Optional.of(new FloorTalker(talking, Duration.ofSeconds(1), false));
        return policy().judge(request, new FloorView(talker, List.of(), 3));
    }

    @Test
    void an_idle_floor_is_granted_also_beyond_the_budget() {
        FloorView idle = new FloorView(Optional.empty(), List.of(), 2);
        assertThat(policy().judge(TALKATIVE, idle)).isEqualTo(FloorDecision.grant());
    }

    @Test
    void who_is_beyond_the_budget_waits_behind_who_is_not_whatever_the_priority() {
        assertThat(policy().overtakes(FRUGAL, IMPORTANT_AND_TALKATIVE)).isTrue();
        assertThat(policy().overtakes(IMPORTANT_AND_TALKATIVE, FRUGAL)).isFalse();
    }

    @Test
    void on_one_side_of_the_budget_priority_decides() {
        assertThat(policy().overtakes(IMPORTANT, FRUGAL)).isTrue();
        assertThat(policy().overtakes(IMPORTANT_AND_TALKATIVE, TALKATIVE)).isTrue();
        assertThat(policy().overtakes(FRUGAL, IMPORTANT)).isFalse();
        assertThat(judge(IMPORTANT, FRUGAL)).isEqualTo(FloorDecision.preempt());
        assertThat(judge(IMPORTANT_AND_TALKATIVE, TALKATIVE)).isEqualTo(FloorDecision.preempt());
    }

    @Test
    void nobody_is_interrupted_for_being_beyond_the_budget() {
        assertThat(judge(FRUGAL, TALKATIVE)).isEqualTo(FloorDecision.queue());
        assertThat(judge(IMPORTANT, IMPORTANT_AND_TALKATIVE)).isEqualTo(FloorDecision.queue());
    }

    @Test
    void who_is_beyond_the_budget_interrupts_nobody_who_is_not() {
        assertThat(judge(IMPORTANT_AND_TALKATIVE, FRUGAL)).isEqualTo(FloorDecision.queue());
    }

    @Test
    void emergency_and_imminent_peril_are_bound_by_no_budget() {
        FloorRequest emergency = request(0, 500, FloorIndicator.EMERGENCY);
        FloorRequest peril = request(0, 500, FloorIndicator.IMMINENT_PERIL);
        assertThat(judge(peril, IMPORTANT)).isEqualTo(FloorDecision.preempt());
        assertThat(judge(emergency, peril)).isEqualTo(FloorDecision.preempt());
        assertThat(judge(peril, emergency)).isEqualTo(FloorDecision.queue());
        assertThat(policy().overtakes(peril, IMPORTANT)).isTrue();
        assertThat(policy().overtakes(emergency, peril)).isTrue();
        assertThat(policy().overtakes(IMPORTANT, peril)).isFalse();
    }

    @Test
    void a_broadcast_counts_against_the_budget() {
        FloorRequest broadcast = request(100, 61, FloorIndicator.BROADCAST);
        assertThat(policy().overtakes(FRUGAL, broadcast)).isTrue();
    }

    @Test
    void it_remembers_as_far_back_as_its_window() {
        assertThat(policy().memory()).isEqualTo(Duration.ofMinutes(10));
        assertThat(new TalkBudgetPolicy(Duration.ofHours(1), Duration.ofHours(24)).memory())
                .isEqualTo(Duration.ofHours(24));
    }

    @Test
    void a_budget_that_means_nothing_is_refused() {
        refused(Duration.ZERO, Duration.ofMinutes(1), "budget is 0 s, but has to be more than nothing");
        refused(Duration.ofMillis(-5), Duration.ofMinutes(1), "budget is -5 ms, but has to be more than nothing");
        refused(
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                "budget is 60 s, but has to be less than window, which is 60 s: nobody could use it up");
        refused(Duration.ofSeconds(60), Duration.ofHours(25), "window is 90000 s, but has to be at most 24 h");
    }

    @Test
    void budget_and_window_are_settings() {
        assertThat(configured(Map.of()).memory()).isEqualTo(Duration.ofMinutes(10));
        FloorPolicy strict = configured(Map.of("budget", "10s", "window", "5m"));
        assertThat(strict.memory()).isEqualTo(Duration.ofMinutes(5));
        FloorRequest within = request(100, 10, FloorIndicator.NORMAL);
        FloorRequest beyond = request(100, 11, FloorIndicator.NORMAL);
        assertThat(strict.overtakes(within, beyond)).isTrue();
    }

    @Test
    void a_setting_that_means_nothing_is_refused_by_its_key() {
        assertThatThrownBy(() -> configured(Map.of("budget", "10m")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("budget is 600 s, but has to be less than window, which is 600 s");
        assertThatThrownBy(() -> configured(Map.of("window", "25h")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("window is 90000 s, but has to be at most 24 h");
    }

    private FloorPolicy configured(Map<String, String> texts) {
        return policy().configured(Settings.of(policy().settings(), texts));
    }

    private static void refused(Duration budget, Duration window, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TalkBudgetPolicy(budget, window))
                .withMessage(message);
    }
}
