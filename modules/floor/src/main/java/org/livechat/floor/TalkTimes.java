package org.livechat.floor;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who had the floor and when, immutable: bursts that ended within the policy's memory, also of users who have left since,
 * so that nobody gets a new budget by coming back. It is bounded: of too many users the one who talked least is forgotten.
 * As one talks at a time, that is less than one of {@link #MOST_USERS} parts of the memory, however many names a stranger
 * makes up.
 */
record TalkTimes(Map<String, TalkSpans> byUser) {
    static final TalkTimes NONE = new TalkTimes(Map.of());
    static final int MOST_USERS = 128;

    /**
     * With a burst that has just ended; one that took no time is none.
     *
     * @param edgeNanos how far the memory reaches back
     */
    TalkTimes with(String userId, long fromNanos, long untilNanos, long edgeNanos) {
        if (fromNanos == untilNanos) {
            return this;
        }
        Map<String, TalkSpans> next = new HashMap<>(byUser);
        next.put(userId, byUser.getOrDefault(userId, TalkSpans.NONE).with(fromNanos, untilNanos));
        if (next.size() > MOST_USERS) {
            leastTalked(next, edgeNanos).ifPresent(next::remove);
        }
        return new TalkTimes(Collections.unmodifiableMap(next));
    }

    /** Of two who talked as long, the one who did so earlier: no two bursts end at once. */
    private static Optional<String> leastTalked(Map<String, TalkSpans> byUser, long edgeNanos) {
        Comparator<TalkSpans> least = Comparator.<TalkSpans>comparingLong(spans -> spans.talkedAfter(edgeNanos))
                .thenComparingLong(spans -> spans.spans().getLast().untilNanos() - edgeNanos);
        return byUser.entrySet().stream().min(Map.Entry.comparingByValue(least)).map(Map.Entry::getKey);
    }

    /** Without what ended by then. */
    TalkTimes after(long edgeNanos) {
        if (byUser.values().stream().noneMatch(known -> known.anyEndedBy(edgeNanos))) {
            return this;
        }
        Map<String, TalkSpans> next = new HashMap<>();
        byUser.forEach((userId, known) -> {
            TalkSpans left = known.after(edgeNanos);
            if (!left.spans().isEmpty()) {
                next.put(userId, left);
            }
        });
        return new TalkTimes(Collections.unmodifiableMap(next));
    }

    /** How long a user had the floor since then, in nanoseconds. */
    long talkedAfter(String userId, long edgeNanos) {
        return byUser.getOrDefault(userId, TalkSpans.NONE).talkedAfter(edgeNanos);
    }
}
