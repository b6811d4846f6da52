package org.livechat.floor.testkit;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.livechat.api.FloorIndicator;
import org.livechat.floor.FloorEffect;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorParticipant;
import org.livechat.floor.FloorPhase;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.FloorState;
import org.livechat.floor.FloorStep;
import org.livechat.floor.QueuedRequest;

/** Watches one floor step by step, and throws an {@link AssertionError} that names the first invariant that breaks. */
final class FloorWatch {
    private final FloorSettings settings;
    private final FloorAudience audience = new FloorAudience();
    private final BurstWatch burst;

    FloorWatch(FloorSettings settings) {
        this.settings = settings;
        this.burst = new BurstWatch(settings);
    }

    /** A forward step of the clock that no timer could have been served in. */
    void clockStepped(Duration step) {
        burst.allow(step);
    }

    /** Takes a step in which either a timer or an input acted, never both. */
    void observe(FloorState before, FloorInput input, long nowNanos, FloorStep step) {
        FloorState after = step.state();
        audience.observe(input, step.effects());
        burst.observe(input, step.effects(), nowNanos, audience);
        shape(after);
        entitlement(after);
        answers(input, step.effects());
        queueFates(before, after, input, step.effects());
        audience.agreesWith(after);
        burst.withinTime(after, nowNanos);
        numbers(before, step);
        deadlines(after, nowNanos);
    }

    private void shape(FloorState state) {
        require(state.transmitters().size() <= 1, "at most one holder");
        require(state.members().containsAll(state.transmitters()), "the holder is a member");
        Set<String> queued = new HashSet<>();
        for (QueuedRequest waiting : state.queue()) {
            require(queued.add(waiting.userId()), "no user twice in the queue");
            require(state.members().contains(waiting.userId()), "no queue entry outlives its member");
            require(!state.transmitters().contains(waiting.userId()), "nobody is both holder and queued");
        }
        require(state.phase() != FloorPhase.IDLE || state.queue().isEmpty(), "nobody waits for an idle floor");
        long ordinary =
                state.queue().stream().filter(waiting -> !waiting.preempting()).count();
        require(ordinary <= settings.queueLimit(), "the queue keeps its limit");
    }

    private void entitlement(FloorState state) {
        state.holder()
                .ifPresent(holder -> entitled(
                        audience.participant(holder),
                        state.priority().orElseThrow(),
                        state.indicator().orElseThrow()));
        state.queue()
                .forEach(waiting ->
                        entitled(audience.participant(waiting.userId()), waiting.priority(), waiting.indicator()));
    }

    private static void entitled(FloorParticipant participant, int priority, FloorIndicator indicator) {
        require(!participant.receiveOnly(), "who only listens neither talks nor waits");
        require(priority >= 0 && priority <= participant.priorityCeiling(), "no priority above the credential");
        require(
                indicator == FloorIndicator.NORMAL || participant.indicators().contains(indicator),
                "no indicator above the credential");
    }

    private static void answers(FloorInput input, List<FloorEffect> effects) {
        if (input instanceof FloorInput.Request request) {
            long answers = effects.stream()
                    .filter(effect -> isAnswerTo(request.userId(), effect))
                    .count();
            require(answers == 1, "every request gets exactly one answer, not " + answers);
        }
    }

    private static boolean isAnswerTo(String userId, FloorEffect effect) {
        boolean answer = effect instanceof FloorEffect.Granted
                || effect instanceof FloorEffect.Denied
                || effect instanceof FloorEffect.QueuePosition;
        return answer && effect.addressee().filter(userId::equals).isPresent();
    }

    private static void queueFates(FloorState before, FloorState after, FloorInput input, List<FloorEffect> effects) {
        Set<String> waiting = userIds(after);
        for (String userId : userIds(before)) {
            boolean told = effects.stream().anyMatch(effect -> settles(userId, effect));
            boolean left = FloorAudience.leaves(input, userId) || FloorAudience.releases(input, userId);
            require(waiting.contains(userId) || told || left, "a queued user is granted, told it is out, or leaves");
        }
        for (FloorEffect effect : effects) {
            if (effect instanceof FloorEffect.Denied denied) {
                require(!waiting.contains(denied.userId()), "who is denied waits for nothing");
            }
        }
    }

    /** Whether an effect tells a queued user that it waits no more. */
    private static boolean settles(String userId, FloorEffect effect) {
        return isAnswerTo(userId, effect) && !(effect instanceof FloorEffect.QueuePosition);
    }

    private static Set<String> userIds(FloorState state) {
        Set<String> users = new HashSet<>();
        state.queue().forEach(waiting -> users.add(waiting.userId()));
        return users;
    }

    private static void numbers(FloorState before, FloorStep step) {
        FloorState after = step.state();
        boolean decided = step.effects().stream().anyMatch(effect -> !(effect instanceof FloorEffect.Pong))
                || !before.transmitters().equals(after.transmitters())
                || !before.members().equals(after.members());
        require(after.epoch() == before.epoch(), "the epoch stays");
        require(
                after.sequence() == before.sequence() || after.sequence() == before.sequence() + 1,
                "the sequence never falls and never skips");
        require(!decided || after.sequence() > before.sequence(), "the sequence rises with every decision");
    }

    private static void deadlines(FloorState state, long nowNanos) {
        require(
                state.phase() == FloorPhase.IDLE || state.nextDeadlineNanos().isPresent(),
                "no floor is taken without a deadline");
        state.nextDeadlineNanos()
                .ifPresent(deadline -> require(deadline - nowNanos > 0, "a step leaves no timer that is due"));
    }

    static void require(boolean holds, String invariant) {
        if (!holds) {
            throw new AssertionError("broken invariant: " + invariant);
        }
    }
}
