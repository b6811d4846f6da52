package org.livechat.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One reader's place in the bus. Used by the thread that made it; woken by any. */
final class TraceReader implements AutoCloseable {
    private final TraceBus bus;
    private final Thread thread = Thread.currentThread();
    private long next;
    private volatile boolean asleep;

    /**
     * What came since the last time.
     *
     * @param lost how many events before these were overwritten before they could be read
     * @param events the events with their numbers, oldest first; empty when the patience ran out or the bus was closed
     */
    record Batch(long lost, List<TraceBus.Numbered> events) {
        Batch {
            events = List.copyOf(events);
        }
    }

    TraceReader(TraceBus bus, long next) {
        this.bus = bus;
        this.next = next;
    }

    /** The number of the event that comes next. */
    long next() {
        return next;
    }

    /** Called by publishers: never blocks. */
    void wake() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Takes what there is, and waits for something while there is nothing.
     *
     * @param most the most events taken at a time
     * @param patience how long it waits at most
     */
    Batch take(int most, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Batch batch = poll(most);
        while (isNothing(batch) && !bus.isClosed() && !Thread.currentThread().isInterrupted()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            asleep = true;
            // Looks once more: what was published before asleep was seen woke nobody.
            batch = poll(most);
            if (isNothing(batch) && !bus.isClosed()) {
                LockSupport.parkNanos(this, left);
            }
            asleep = false;
            if (isNothing(batch)) {
                batch = poll(most);
            }
        }
        return batch;
    }

    private static boolean isNothing(Batch batch) {
        return batch.lost() == 0 && batch.events().isEmpty();
    }

    private Batch poll(int most) {
        long lost = 0;
        List<TraceBus.Numbered> events = new ArrayList<>();
        while (events.size() < most && next < bus.published()) {
            Optional<TraceBus.Numbered> found = bus.at(next);
            if (found.isEmpty() || found.get().number() < next) {
                // Its publisher has the number and is about to write.
                break;
            }
            if (found.get().number() == next) {
                events.add(found.get());
                next++;
            } else if (events.isEmpty()) {
                long oldest = Math.max(next + 1, bus.oldest());
                lost += oldest - next;
                next = oldest;
            } else {
                // What is lost is told before the events that follow it, so in the next batch.
                break;
            }
        }
        return new Batch(lost, events);
    }

    @Override
    public void close() {
        bus.leave(this);
    }
}
