package org.livechat.media.agenda;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What a worker has to do later. Owned by the worker's thread; costs nothing while nothing is due. */
final class Deadlines {
    /** Says that nothing is waiting. */
    static final long NONE = Long.MAX_VALUE;

    private record Entry(long nanos, long order, Runnable action) implements Comparable<Entry> {
        // System.nanoTime may wrap: differences are compared, not values.
        @Override
        public int compareTo(Entry other) {
            long difference = nanos - other.nanos;
            return difference != 0 ? Long.signum(difference) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long order;

    /** Runs an action once that time has come. */
    void at(long nanos, Runnable action) {
        entries.add(new Entry(nanos, order++, action));
    }

    /** How long until the next one, in nanoseconds: 0 when it is due, {@link #NONE} when there is none. */
    long untilNext(long nowNanos) {
        Entry next = entries.peek();
        return next == null ? NONE : Math.max(0, next.nanos - nowNanos);
    }

    /** Takes what is due, the earliest first; null when nothing is. */
    @Nullable
    Runnable poll(long nowNanos) {
        Entry next = entries.peek();
        if (next == null || next.nanos - nowNanos > 0) {
            return null;
        }
        entries.remove();
        return next.action;
    }
}
