package org.livechat.floor;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.FloorIndicator;

/**
 * Decisions a second of the machine on one thread: one talks, one waits, one pre-empts, and two release, so that every
 * burst ends with an idle floor. Not run by the build, see docs/performance.md.
 */
class FloorMachineBenchmark {
    private static final int WARM_UP = 3;
    private static final int MEASURED = 7;
    private static final long MEASUREMENT_NANOS = Duration.ofSeconds(1).toNanos();

    private final FloorMachine machine = new FloorMachine(FloorSettings.base(), new PriorityPolicy());
    private FloorState state = machine.initial(1, 0);
    private long nowNanos;
    private long decisions;
    private long effects;

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000})
    void decisions_a_second(int members) {
        List<String> users =
                IntStream.range(0, members).mapToObj(i -> "user" + i).toList();
        users.forEach(user -> step(new FloorInput.Join(Scene.member(user))));
        long[] perSecond = new long[MEASURED];
        for (int measurement = -WARM_UP; measurement < MEASURED; measurement++) {
            long decided = measure(users);
            if (measurement >= 0) {
                perSecond[measurement] = decided;
            }
        }
        Arrays.sort(perSecond);
        System.out.printf(
                "%d members: median %,d decisions a second (%,d to %,d), %.2f effects each%n",
                members, perSecond[MEASURED / 2], perSecond[0], perSecond[MEASURED - 1], (double) effects / decisions);
    }

    private long measure(List<String> users) {
        long before = decisions;
        long start = System.nanoTime();
        long passed = 0;
        for (int turn = 0; passed < MEASUREMENT_NANOS; turn++) {
            String talker = users.get(3 * turn % users.size());
            String waiter = users.get((3 * turn + 1) % users.size());
            String urgent = users.get((3 * turn + 2) % users.size());
            request(talker, FloorIndicator.NORMAL);
            request(waiter, FloorIndicator.NORMAL);
            request(urgent, FloorIndicator.EMERGENCY);
            step(new FloorInput.Release(urgent));
            step(new FloorInput.Release(waiter));
            passed = System.nanoTime() - start;
        }
        return (decisions - before) * MEASUREMENT_NANOS / passed;
    }

    private void request(String userId, FloorIndicator indicator) {
        step(new FloorInput.Request(userId, OptionalInt.empty(), indicator));
    }

    private void step(FloorInput input) {
        nowNanos += 1_000;
        FloorStep step = machine.step(state, input, nowNanos);
        state = step.state();
        decisions++;
        effects += step.effects().size();
    }
}
