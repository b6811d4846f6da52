package org.livechat.floor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;

/** A policy that cannot break a floor: whatever it throws or answers, its caller gets an answer that makes sense or none. */
final class GuardedPolicy {
    private final FloorPolicy policy;
    private final String name;
    private final Memory memory;

    GuardedPolicy(FloorPolicy policy) {
        this.policy = policy;
        this.name = policy.name();
        this.memory = Memory.of(policy);
    }

    @SuppressWarnings("ReferenceEquality") // two policies that are equal may still come from two class loaders
    boolean guardsSameAs(GuardedPolicy other) {
        return policy == other.policy;
    }

    /** How far back it is told who talked; zero to a day. */
    Duration memory() {
        return memory.reach();
    }

    /** Empty when it failed; otherwise an answer that suits the floor as it stands. */
    Optional<FloorDecision> judge(Turn turn, FloorRequest request, FloorView floor) {
        memory.failure().ifPresent(turn::tell);
        boolean idle = floor.talker().isEmpty();
        return ask(turn, "judge", () -> policy.judge(turn.shown(request), floor))
                .filter(decision -> switch (decision) {
                    case FloorDecision.Grant grant -> idle || complain(turn, "judge granted a floor that is taken");
                    case FloorDecision.Queue queue -> !idle || complain(turn, "judge queued for a floor that is idle");
                    case FloorDecision.Preempt preempt -> true;
                    case FloorDecision.Deny deny -> true;
                });
    }

    /** Empty when it failed. */
    Optional<Boolean> overtakes(Turn turn, FloorRequest arriving, FloorRequest waiting) {
        return ask(turn, "overtakes", () -> policy.overtakes(turn.shown(arriving), turn.shown(waiting)));
    }

    /** Empty when it failed. */
    Optional<Boolean> interruptsBroadcast(Turn turn, FloorRequest request) {
        return ask(turn, "interruptsBroadcast", () -> policy.interruptsBroadcast(turn.shown(request)));
    }

    /** One of the queue, which is not empty; the head when the policy failed. */
    QueuedRequest next(Turn turn, List<QueuedRequest> queue) {
        List<FloorRequest> requests = turn.shown(queue);
        Optional<FloorRequest> chosen = ask(turn, "next", () -> policy.next(requests));
        int index = chosen.map(requests::indexOf).orElse(0);
        if (index < 0) {
            complain(turn, "next chose " + chosen.get().userId() + ", who is not in the queue");
            return queue.getFirst();
        }
        return queue.get(index);
    }

    /** More than zero and at most the limit; the limit when the policy failed. */
    Duration duration(Turn turn, FloorRequest talker, Duration limit) {
        return ask(turn, "duration", () -> policy.duration(turn.shown(talker), limit))
                .filter(duration -> duration.isPositive() || complain(turn, "duration was " + duration))
                .map(duration -> duration.compareTo(limit) < 0 ? duration : limit)
                .orElse(limit);
    }

    private <T> Optional<T> ask(Turn turn, String question, Supplier<@Nullable T> call) {
        try {
            @Nullable T answer = call.get();
            if (answer == null) {
                complain(turn, question + " returned null");
            }
            return Optional.ofNullable(answer);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError thrown) {
            turn.tell(new FloorEffect.PolicyFailed(name, question + " threw " + thrown, Optional.of(thrown)));
            return Optional.empty();
        }
    }

    /** Always false, so that it reads well at the end of a condition. */
    private boolean complain(Turn turn, String problem) {
        turn.tell(new FloorEffect.PolicyFailed(name, problem, Optional.empty()));
        return false;
    }
}
