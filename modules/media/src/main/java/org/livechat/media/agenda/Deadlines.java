package org.livechat.media.agenda;

import java.util.PriorityQueue;

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

    /** Runs what is due; returns how many that were. */
    int run(long nowNanos) {
        int count = 0;
        for (Entry next = entries.peek(); next != null && next.nanos - nowNanos <= 0; next = entries.peek()) {
            entries.remove();
            next.action.run();
            count++;
        }
        return count;
    }
}
