package org.livechat.floor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Those who have just lost the floor or send media without it, immutable, the longest known first. It is bounded: of too
 * many the longest known is forgotten, and gets a REVOKE more than it would have.
 */
record Strays(Map<String, Stray> known) {
    static final Strays NONE = new Strays(Map.of());
    private static final int MOST = 64;

    /**
     * One of them.
     *
     * @param sinceNanos when it lost the floor, or when it was last told
     * @param revokesSent how often it was told
     */
    record Stray(long sinceNanos, int revokesSent) {}

    Optional<Stray> get(String userId) {
        return Optional.ofNullable(known.get(userId));
    }

    Strays with(String userId, Stray stray) {
        LinkedHashMap<String, Stray> next = new LinkedHashMap<>(known);
        next.remove(userId);
        if (next.size() >= MOST) {
            next.remove(next.firstEntry().getKey());
        }
        next.put(userId, stray);
        return new Strays(Collections.unmodifiableMap(next));
    }

    Strays without(String userId) {
        if (!known.containsKey(userId)) {
            return this;
        }
        LinkedHashMap<String, Stray> next = new LinkedHashMap<>(known);
        next.remove(userId);
        return new Strays(Collections.unmodifiableMap(next));
    }
}
