package org.livechat.floor;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The timers that run, immutable. Times are compared by difference, as {@link System#nanoTime()} asks for. */
record Timers(Map<FloorTimer, Due> running) {
    static final Timers NONE = new Timers(Map.of());

    /**
     * One that runs.
     *
     * @param atNanos when it fires
     * @param left how often its message may be sent again; 0 for timers that repeat nothing
     */
    record Due(long atNanos, int left) {}

    Timers with(FloorTimer timer, long atNanos, int left) {
        EnumMap<FloorTimer, Due> next = copy();
        next.put(timer, new Due(atNanos, left));
        return new Timers(Collections.unmodifiableMap(next));
    }

    Timers without(FloorTimer timer) {
        if (!running.containsKey(timer)) {
            return this;
        }
        EnumMap<FloorTimer, Due> next = copy();
        next.remove(timer);
        return new Timers(Collections.unmodifiableMap(next));
    }

    Optional<Due> get(FloorTimer timer) {
        return Optional.ofNullable(running.get(timer));
    }

    /** The one that fires first; of several at once the first of the enum. */
    Optional<FloorTimer> earliest(long nowNanos) {
        return running.keySet().stream().min((a, b) -> Long.compare(nanosUntil(a, nowNanos), nanosUntil(b, nowNanos)));
    }

    private long nanosUntil(FloorTimer timer, long nowNanos) {
        return running.getOrDefault(timer, new Due(nowNanos, 0)).atNanos() - nowNanos;
    }

    private EnumMap<FloorTimer, Due> copy() {
        EnumMap<FloorTimer, Due> copy = new EnumMap<>(FloorTimer.class);
        copy.putAll(running);
        return copy;
    }
}
