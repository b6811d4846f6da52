package org.livechat.plugin.tracejsonl;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.livechat.api.trace.TraceEvent;

/**
 * Events on their way from any thread to the one that writes. No lock: a publisher that finds no room has lost its event, and
 * waits for nobody. Where events are missing in the order of those that are there is remembered.
 */
final class EventRing {
    private static final long NOWHERE = -1;

    private final AtomicReferenceArray<@Nullable TraceEvent> ring;
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong untold = new AtomicLong();
    private final AtomicLong gap = new AtomicLong(NOWHERE);
    private final AtomicLong taken = new AtomicLong();

    EventRing(int capacity) {
        ring = new AtomicReferenceArray<>(capacity);
    }

    /** Takes an event from any thread; false when it is lost. */
    boolean offer(TraceEvent event) {
        long number;
        do {
            number = offered.get();
            if (number - taken.get() >= ring.length()) {
                lose(number);
                return false;
            }
        } while (!offered.compareAndSet(number, number + 1));
        ring.set(place(number), event);
        return true;
    }

    // Counted before the gap is marked: whoever tells of the gap takes the count after it has taken the mark away.
    private void lose(long number) {
        lost.incrementAndGet();
        untold.incrementAndGet();
        gap.compareAndSet(NOWHERE, number);
    }

    /** The next event, for the writing thread alone; empty when there is none yet. */
    Optional<TraceEvent> poll() {
        long number = taken.get();
        int place = place(number);
        TraceEvent event = ring.get(place);
        if (event != null) {
            ring.set(place, null);
            taken.set(number + 1);
        }
        return Optional.ofNullable(event);
    }

    /** How many events are missing between the one that was taken last and the next; for the writing thread alone. */
    long takeGap() {
        long at = gap.get();
        if (at == NOWHERE || at > taken.get()) {
            return 0;
        }
        gap.set(NOWHERE);
        return untold.getAndSet(0);
    }

    /** How many wait. */
    long size() {
        return offered.get() - taken.get();
    }

    int capacity() {
        return ring.length();
    }

    /** How many were lost since the beginning. */
    long lost() {
        return lost.get();
    }

    private int place(long number) {
        return (int) (number % ring.length());
    }
}
