package org.livechat.floor.testkit;

import org.livechat.api.floor.FloorPolicy;
import org.livechat.floor.FloorSettings;

/**
 * Runs a policy through many random histories of a floor and holds the floor's invariants after every step. The system
 * property {@code floor.schedules} says how many, {@code floor.seed} runs a single one again.
 */
public final class FloorSchedules {
    private static final String SEED = "floor.seed";
    private static final String COUNT = "floor.schedules";

    private FloorSchedules() {}

    /**
     * Runs a policy that must never fail.
     *
     * @param count how many, unless the system property says otherwise
     * @throws AssertionError with the seed and the last steps, when an invariant breaks or the policy fails
     */
    public static void holdInvariants(FloorSettings settings, FloorPolicy policy, int count) {
        run(settings, policy, count, true);
    }

    /** Runs a policy that may fail: the floor keeps its invariants all the same. */
    public static void surviveFailures(FloorSettings settings, FloorPolicy policy, int count) {
        run(settings, policy, count, false);
    }

    private static void run(FloorSettings settings, FloorPolicy policy, int count, boolean trusted) {
        Long only = Long.getLong(SEED);
        if (only != null) {
            runOne(only, settings, policy, trusted);
            return;
        }
        int total = Integer.getInteger(COUNT, count);
        for (long seed = 0; seed < total; seed++) {
            runOne(seed, settings, policy, trusted);
        }
    }

    private static void runOne(long seed, FloorSettings settings, FloorPolicy policy, boolean trusted) {
        FloorSchedule schedule = new FloorSchedule(seed, settings, policy, trusted);
        try {
            schedule.run();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError(
                    "%s%npolicy %s, seed %d (again with -D%s=%d), %s%n%s"
                            .formatted(broken, policy.name(), seed, SEED, seed, settings, schedule.history()),
                    broken);
        }
    }
}
