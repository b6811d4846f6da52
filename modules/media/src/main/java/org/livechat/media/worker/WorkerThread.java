package org.livechat.media.worker;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.livechat.api.watch.Turn;
import org.livechat.media.counter.Defects;
import org.livechat.media.counter.MediaCounters;

/**
 * The thread that a worker's rounds run on. One that ends of a failure is followed by another, which owns what the former one owned:
 * clients keep their ciphers, and nothing has to be negotiated again. Each failure in a row has its successor wait longer.
 */
final class WorkerThread {
    private static final long STOP_MILLIS = 5000;
    /** Says that there is no round. */
    private static final long NONE = Long.MIN_VALUE;

    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int MOST_DOUBLINGS = 8;
    /** One that has run for so long had no failure of its predecessor's. */
    private static final long LONG_LIFE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String name;
    private final MediaCounters counters;
    private final Defects defects;
    private final AtomicLong roundBegan = new AtomicLong(NONE);
    private volatile @Nullable Thread thread;
    private volatile boolean wanted = true;
    private int failuresInARow;

    WorkerThread(String name, MediaCounters counters, Defects defects) {
        this.name = name;
        this.counters = counters;
        this.defects = defects;
    }

    /** @param rounds returns when the thread is no longer wanted; may throw anything */
    void start(Runnable rounds) {
        Thread next = Thread.ofPlatform().name(name).unstarted(() -> live(rounds));
        thread = next;
        next.start();
    }

    /** Whether rounds are to go on. Any thread. */
    boolean isWanted() {
        return wanted;
    }

    /** A round begins. For the thread itself, as {@link #waits}. */
    void begins(long nowNanos) {
        roundBegan.setRelease(nowNanos);
    }

    /** No round is under way. */
    void waits() {
        roundBegan.setRelease(NONE);
    }

    /** The round that is under way, if any. Any thread. */
    Optional<Turn> turn() {
        Thread now = thread;
        long since = roundBegan.getAcquire();
        return now == null || since == NONE
                ? Optional.empty()
                : Optional.of(new Turn("a round of " + name, now, since));
    }

    private void live(Runnable rounds) {
        long born = System.nanoTime();
        try {
            rounds.run();
        } catch (Throwable failure) {
            waits();
            failuresInARow = System.nanoTime() - born > LONG_LIFE_NANOS ? 0 : failuresInARow + 1;
            tell(failure);
            succeed(rounds);
        }
    }

    // What cannot even be told, since there is no memory for the line, must not keep the next thread from beginning.
    @SuppressWarnings("EmptyCatch")
    private void tell(Throwable failure) {
        try {
            defects.met("a whole round, with its thread", failure);
        } catch (Throwable untold) {
            // It is counted as a restart below.
        }
    }

    private void succeed(Runnable rounds) {
        boolean begun = false;
        while (wanted && !begun) {
            LockSupport.parkNanos(SHORTEST_PAUSE_NANOS << Math.min(failuresInARow, MOST_DOUBLINGS));
            try {
                counters.increment(MediaCounters.Count.WORKER_RESTARTS);
                start(rounds);
                begun = true;
            } catch (Throwable noThreadToBeHad) {
                failuresInARow++;
                tell(noThreadToBeHad);
            }
        }
    }

    /** Has it end, and waits until it has, or for some seconds. */
    void stop(Runnable wakeUp) {
        wanted = false;
        wakeUp.run();
        Thread last = thread;
        if (last != null) {
            try {
                last.join(STOP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
