package org.livechat.floor.testkit;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.PriorityPolicy;
import org.livechat.floor.Resend;

/** Every profile with every policy: {@code -Dfloor.schedules=10000} makes it more than 200,000 histories. */
class ProfilesTest {
    private static final int SCHEDULES = 600;

    static Stream<Arguments> everyProfileWithEveryPolicy() {
        return profiles().flatMap(settings -> policies().map(policy -> Arguments.of(settings, policy)));
    }

    private static Stream<FloorSettings> profiles() {
        Resend hasty = new Resend(Duration.ofMillis(300), 2);
        FloorSettings shortTimers = FloorSettings.mcptt()
                .withStopTalking(Duration.ofSeconds(2))
                .withGrace(Duration.ofMillis(900))
                .withRevokeAgain(hasty)
                .withGrantedAgain(hasty)
                .withQueueLimit(2);
        return Stream.of(
                FloorSettings.base(),
                FloorSettings.mcptt(),
                FloorSettings.cutIn(),
                shortTimers,
                FloorSettings.mcptt().withQueueLimit(0),
                FloorSettings.base()
                        .withRevokeAgain(Resend.off())
                        .withGrantedAgain(Resend.off())
                        .withQueueLimit(1));
    }

    private static Stream<FloorPolicy> policies() {
        return Stream.of(
                new PriorityPolicy(),
                new SamplePolicies.FirstCome(),
                new SamplePolicies.AlwaysPreempt(),
                new SamplePolicies.LeastTalked(),
                new SamplePolicies.Whimsical());
    }

    @ParameterizedTest
    @MethodSource("everyProfileWithEveryPolicy")
    void the_invariants_hold_whatever_happens(FloorSettings settings, FloorPolicy policy) {
        FloorSchedules.holdInvariants(settings, policy, SCHEDULES);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void the_invariants_hold_with_a_policy_that_throws_and_answers_nonsense(FloorSettings settings) {
        FloorSchedules.surviveFailures(settings, new SamplePolicies.Broken(), SCHEDULES);
    }
}
