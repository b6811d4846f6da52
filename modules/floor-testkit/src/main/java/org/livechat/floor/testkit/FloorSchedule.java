package org.livechat.floor.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.floor.FloorEffect;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorMachine;
import org.livechat.floor.FloorParticipant;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.FloorState;
import org.livechat.floor.FloorStep;
import org.livechat.floor.MediaPath;

/**
 * A random history of one floor in virtual time: members come and go, ask, release, ping and send media in every order,
 * also in orders that no client and no relay would produce. The same seed is always the same history.
 */
final class FloorSchedule {
    private static final int SHORTEST = 20;
    private static final int LONGEST = 80;
    private static final int REMEMBERED = 25;
    private static final int PURITY_SAMPLE = 8;
    private static final Duration TICK_LATENESS = Duration.ofMillis(50);
    private static final List<String> USERS = List.of("ann", "bob", "cid", "dee", "eve", "fay");
    private static final MediaPath[] MEDIA_PATHS = MediaPath.values();
    private static final int[] PRIORITIES = {0, 50, 100, 100, 100, 200, 255};
    private static final FloorIndicator[] INDICATORS = {
        FloorIndicator.NORMAL,
        FloorIndicator.NORMAL,
        FloorIndicator.NORMAL,
        FloorIndicator.BROADCAST,
        FloorIndicator.IMMINENT_PERIL,
        FloorIndicator.EMERGENCY
    };

    private final SplittableRandom random;
    private final FloorMachine machine;
    private final FloorWatch watch;
    private final TalkWatch talkWatch;
    private final boolean trusted;
    private final Deque<Past> history = new ArrayDeque<>();
    private FloorState state;
    private long nowNanos;
    private long lastStepNanos;

    /** @param trusted the policy has to be free of failures */
    FloorSchedule(long seed, FloorSettings settings, FloorPolicy policy, boolean trusted) {
        this.random = new SplittableRandom(seed);
        this.talkWatch = new TalkWatch(policy);
        this.machine = new FloorMachine(settings, talkWatch);
        this.watch = new FloorWatch(settings);
        this.trusted = trusted;
        this.nowNanos = random.nextLong();
        this.lastStepNanos = nowNanos;
        this.state = machine.initial(7, nowNanos);
    }

    /** Runs it to its end, or until an invariant breaks. */
    void run() {
        for (int count = random.nextInt(SHORTEST, LONGEST); count > 0; count--) {
            pass(gap());
            step(input());
        }
    }

    /** The last steps, a line each. */
    String history() {
        return history.stream().map(Past::toString).collect(Collectors.joining("\n"));
    }

    /** One step that was taken. */
    private record Past(long nowNanos, FloorInput input, FloorStep step) {
        @Override
        public String toString() {
            return "  %.3f s %s%n    -> %s%n    %s %s, waiting %s"
                    .formatted(
                            nowNanos / 1e9,
                            input,
                            step.effects(),
                            step.state().phase(),
                            step.state().holder().orElse(""),
                            step.state().queue());
        }
    }

    private Duration gap() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> Duration.ZERO;
            case 4, 5, 6 -> Duration.ofNanos(random.nextLong(100_000_000L));
            case 7, 8, 9 -> Duration.ofNanos(random.nextLong(2_500_000_000L));
            case 10 -> Duration.ofNanos(random.nextLong(8_000_000_000L));
            default -> Duration.ofNanos(random.nextLong(40_000_000_000L));
        };
    }

    /** Lets time pass with every deadline served a little late; now and then the clock steps, or nothing is served. */
    private void pass(Duration gap) {
        switch (random.nextInt(200)) {
            case 0 -> passUnserved(gap.plusSeconds(random.nextLong(7200)));
            case 1 -> clockGoesBack(gap);
            case 2, 3, 4, 5, 6, 7, 8, 9 -> passUnserved(gap);
            default -> passServed(gap);
        }
    }

    private void passUnserved(Duration gap) {
        watch.clockStepped(gap);
        nowNanos += gap.toNanos();
    }

    private void passServed(Duration gap) {
        long until = nowNanos + gap.toNanos();
        OptionalLong deadline = state.nextDeadlineNanos();
        while (deadline.isPresent() && deadline.getAsLong() - until <= 0) {
            long late = random.nextLong(TICK_LATENESS.toNanos());
            nowNanos = Math.max(0, deadline.getAsLong() + late - nowNanos) + nowNanos;
            step(new FloorInput.Tick());
            deadline = state.nextDeadlineNanos();
        }
        nowNanos = until - nowNanos > 0 ? until : nowNanos;
    }

    private void clockGoesBack(Duration gap) {
        FloorInput input = input();
        talkWatch.at(lastStepNanos, machine.memory());
        FloorStep still = machine.step(state, input, lastStepNanos);
        FloorStep back = machine.step(state, input, lastStepNanos - gap.toNanos() - 1);
        require(back.state().equals(still.state()), "a clock that goes back counts as one that stands still");
    }

    /** Takes an input; timers that are due are watched as a step of their own, which must come to the same. */
    private void step(FloorInput input) {
        OptionalLong deadline = state.nextDeadlineNanos();
        if (deadline.isEmpty() || deadline.getAsLong() - nowNanos > 0 || input instanceof FloorInput.Tick) {
            stepWatched(input);
            return;
        }
        talkWatch.at(nowNanos, machine.memory());
        FloorStep together = machine.step(state, input, nowNanos);
        List<FloorEffect> apart = new ArrayList<>(stepWatched(new FloorInput.Tick()));
        apart.removeIf(effect -> effect.addressee()
                .filter(userId -> FloorAudience.leaves(input, userId))
                .isPresent());
        apart.addAll(stepWatched(input));
        require(
                !trusted || together.effects().equals(apart),
                "a timer that is due acts before the input that comes with it");
        require(
                together.state().holder().equals(state.holder())
                        && together.state().queue().equals(state.queue())
                        && together.state().nextDeadlineNanos().equals(state.nextDeadlineNanos()),
                "a timer that is due leads to the same state with an input as before it");
    }

    private List<FloorEffect> stepWatched(FloorInput input) {
        FloorState before = state;
        talkWatch.at(nowNanos, machine.memory());
        FloorStep step = machine.step(before, input, nowNanos);
        remember(input, step);
        if (random.nextInt(PURITY_SAMPLE) == 0) {
            FloorStep again = machine.step(before, input, nowNanos);
            require(again.state().equals(step.state()), "the same step leads to the same state");
            require(!trusted || again.equals(step), "the same step has the same effects");
        }
        for (FloorEffect effect : step.effects()) {
            require(!trusted || !(effect instanceof FloorEffect.PolicyFailed), "a policy never fails: " + effect);
        }
        watch.observe(before, input, nowNanos, step);
        talkWatch.requireRight();
        talkWatch.observe(before, step.state());
        state = step.state();
        lastStepNanos = nowNanos;
        return step.effects();
    }

    private void remember(FloorInput input, FloorStep step) {
        if (input instanceof FloorInput.Tick && step.effects().isEmpty()) {
            return;
        }
        if (history.size() == REMEMBERED) {
            history.removeFirst();
        }
        history.addLast(new Past(nowNanos, input, step));
    }

    private FloorInput input() {
        String user = random.nextInt(3) == 0 ? state.holder().orElseGet(this::anyone) : anyone();
        return switch (random.nextInt(32)) {
            case 0, 1, 2, 3 -> new FloorInput.Join(participant(anyone()));
            case 4, 5 -> new FloorInput.Leave(user);
            case 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 ->
                new FloorInput.Request(anyone(), priority(), INDICATORS[random.nextInt(INDICATORS.length)]);
            case 17, 18, 19, 20 -> new FloorInput.Release(user);
            case 21, 22, 23 -> new FloorInput.Ping(user);
            case 24, 25 -> new FloorInput.MediaStarted(user);
            case 26 -> new FloorInput.MediaQuiet(user);
            case 27, 28 -> new FloorInput.MediaWithoutFloor(user);
            case 29 ->
                random.nextInt(4) == 0
                        ? new FloorInput.MediaBegun(user)
                        : new FloorInput.MediaPath(user, random.nextBoolean());
            case 30 -> new FloorInput.Tick();
            default ->
                switch (random.nextInt(5)) {
                    case 0 -> new FloorInput.OperatorRevoke();
                    case 1 -> new FloorInput.QueueCleared(FloorDenyCause.NO_RESOURCES, "the queue was cleared");
                    case 2 ->
                        new FloorInput.ReceiveOnly(
                                user, random.nextBoolean() ? Optional.of("muted") : Optional.empty());
                    default -> new FloorInput.Tick();
                };
        };
    }

    private String anyone() {
        return USERS.get(random.nextInt(USERS.size()));
    }

    private OptionalInt priority() {
        return random.nextInt(4) == 0
                ? OptionalInt.of(PRIORITIES[random.nextInt(PRIORITIES.length)])
                : OptionalInt.empty();
    }

    private FloorParticipant participant(String userId) {
        EnumSet<FloorIndicator> indicators = EnumSet.allOf(FloorIndicator.class);
        if (random.nextInt(4) == 0) {
            indicators.remove(INDICATORS[random.nextInt(INDICATORS.length)]);
        }
        return new FloorParticipant(
                userId,
                random.nextInt(10) == 0,
                MEDIA_PATHS[random.nextInt(MEDIA_PATHS.length)],
                PRIORITIES[random.nextInt(PRIORITIES.length)],
                PRIORITIES[random.nextInt(PRIORITIES.length)],
                indicators,
                random.nextInt(5) == 0 ? Set.of("dispatcher") : Set.of());
    }

    private static void require(boolean holds, String invariant) {
        FloorWatch.require(holds, invariant);
    }
}
