package org.livechat.floor;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livechat.api.floor.FloorPolicy;

/**
 * How far back a policy is told who talked, as it said when it was asked for the first and last time.
 *
 * @param reach zero to a day
 * @param failure what was wrong with its answer; told with each of its judgements, since there is no floor yet to tell
 */
record Memory(Duration reach, Optional<FloorEffect> failure) {
    private static final Duration LONGEST = Duration.ofHours(24);

    static Memory of(FloorPolicy policy) {
        try {
            @Nullable Duration answer = policy.memory();
            if (answer == null || answer.isNegative()) {
                return none(policy, answer == null ? "memory returned null" : "memory was " + answer, Optional.empty());
            }
            return new Memory(answer.compareTo(LONGEST) < 0 ? answer : LONGEST, Optional.empty());
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError thrown) {
            return none(policy, "memory threw " + thrown, Optional.of(thrown));
        }
    }

    private static Memory none(FloorPolicy policy, String problem, Optional<Throwable> thrown) {
        return new Memory(Duration.ZERO, Optional.of(new FloorEffect.PolicyFailed(policy.name(), problem, thrown)));
    }
}
