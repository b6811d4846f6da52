package org.livechat.api.floor;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.livechat.api.FloorDenyCause;

/**
 * What a policy makes of a request.
 *
 * @since 1
 */
public sealed interface FloorDecision {
    /** Gets the floor, which has to be idle. */
    record Grant() implements FloorDecision {}

    /**
     * Gets the floor as soon as its talker has been told to stop and its grace is over, ahead of everyone queued who did
     * not pre-empt. On an idle floor the same as {@link Grant}.
     */
    record Preempt() implements FloorDecision {}

    /** Waits for the talker. Denied with cause 1 where queueing is off, and with cause 7 where the queue is full. */
    record Queue() implements FloorDecision {}

    /**
     * Does not get the floor, and leaves the queue if it was in it.
     *
     * @param cause what the client is told as a number
     * @param reason what the client is told as a sentence of at most 500 characters; of a longer one the beginning
     */
    record Deny(FloorDenyCause cause, String reason) implements FloorDecision {
        public Deny {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(reason, "reason");
        }
    }

    static FloorDecision grant() {
        return new Grant();
    }

    static FloorDecision preempt() {
        return new Preempt();
    }

    static FloorDecision queue() {
        return new Queue();
    }

    /**
     * What most policies decide: an idle floor is granted, a talker who is outranked is pre-empted, and else one waits.
     *
     * @param floor the floor as it stands
     * @param outranked whether the request goes before that of the talker; not asked on an idle floor
     */
    static FloorDecision byRank(FloorView floor, Predicate<FloorRequest> outranked) {
        Optional<FloorRequest> talking = floor.talker().map(FloorTalker::request);
        if (talking.isEmpty()) {
            return grant();
        }
        return talking.filter(outranked).isPresent() ? preempt() : queue();
    }

    static FloorDecision deny(FloorDenyCause cause, String reason) {
        return new Deny(cause, reason);
    }
}
