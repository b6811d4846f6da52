package org.livechat.floor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The order of a queue: who pre-empted first, then as the policy says, then by arrival. */
final class Waiting {
    private Waiting() {}

    /** The index of a user, or -1. */
    static int indexOf(List<QueuedRequest> queue, String userId) {
        for (int index = 0; index < queue.size(); index++) {
            if (queue.get(index).userId().equals(userId)) {
                return index;
            }
        }
        return -1;
    }

    static List<QueuedRequest> without(List<QueuedRequest> queue, String userId) {
        return queue.stream()
                .filter(waiting -> !waiting.userId().equals(userId))
                .toList();
    }

    /**
     * Gives a request its place: at the end, or from the place that its user has, and from there ahead of everyone whom
     * it overtakes. So nobody loses a place by asking again.
     *
     * @return the new queue; empty when the policy failed, which has been told
     */
    static Optional<List<QueuedRequest>> place(
            List<QueuedRequest> queue, QueuedRequest arriving, GuardedPolicy policy, Turn turn) {
        int own = indexOf(queue, arriving.userId());
        List<QueuedRequest> next = new ArrayList<>(queue);
        if (own >= 0) {
            next.remove(own);
        }
        int index = own >= 0 ? own : queue.size();
        while (index > 0) {
            QueuedRequest ahead = next.get(index - 1);
            if (ahead.preempting() && !arriving.preempting()) {
                break;
            }
            if (ahead.preempting() == arriving.preempting()) {
                Optional<Boolean> overtakes = policy.overtakes(turn, arriving.request(), ahead.request());
                if (overtakes.isEmpty()) {
                    return Optional.empty();
                }
                if (!overtakes.get()) {
                    break;
                }
            }
            index--;
        }
        next.add(index, arriving);
        return Optional.of(next);
    }
}
