package org.livechat.core;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The next deadline of every channel and every session, in one queue. Each owner has one entry, so the queue is as long
 * as there are owners, however often deadlines move. Its lock is the innermost of all: nothing is called under it.
 */
final class Deadlines {
    private static final Logger log = LoggerFactory.getLogger(Deadlines.class);

    private final TimeSource time;
    private final Turns turns;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private final TreeSet<Deadline> armed = new TreeSet<>(Deadlines::compare);
    private final AtomicLong numbers = new AtomicLong();

    Deadlines(TimeSource time, Turns turns) {
        this.time = time;
        this.turns = turns;
    }

    /** A new deadline, not yet armed. The action runs on the thread that calls {@link #runDue()}, under no lock. */
    Deadline create(Runnable action) {
        return new Deadline(this, numbers.incrementAndGet(), action);
    }

    /** Has an action run once as soon as may be, on the thread of the deadlines and under no lock. */
    void runSoon(Runnable action) {
        create(action).set(time.nanoTime());
    }

    void arm(Deadline deadline, long atNanos) {
        lock.lock();
        try {
            if (deadline.armed && deadline.atNanos == atNanos) {
                return;
            }
            remove(deadline);
            deadline.atNanos = atNanos;
            deadline.armed = true;
            armed.add(deadline);
            if (armed.first() == deadline) {
                earlier.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    void disarm(Deadline deadline) {
        lock.lock();
        try {
            remove(deadline);
        } finally {
            lock.unlock();
        }
    }

    OptionalLong nextNanos() {
        lock.lock();
        try {
            return armed.isEmpty() ? OptionalLong.empty() : OptionalLong.of(armed.first().atNanos);
        } finally {
            lock.unlock();
        }
    }

    /** Runs what is due now, earliest first; what gets due meanwhile waits for the next call. */
    void runDue() {
        for (var deadline : takeDue(time.nanoTime())) {
            turns.begin("acting on a deadline");
            try {
                deadline.run();
            } catch (RuntimeException | Error e) {
                // A plug-in may throw anything, and one channel's trouble must not stop the time of all others.
                log.error("A deadline's action failed; the other deadlines go on", e);
            } finally {
                turns.end();
            }
        }
    }

    /** Waits until something is due, for ever if nothing is armed. */
    void awaitDue() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (armed.isEmpty()) {
                    earlier.await();
                    continue;
                }
                long leftNanos = armed.first().atNanos - time.nanoTime();
                if (leftNanos <= 0) {
                    return;
                }
                earlier.awaitNanos(leftNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Deadline> takeDue(long nowNanos) {
        var due = new ArrayList<Deadline>();
        lock.lock();
        try {
            while (!armed.isEmpty() && armed.first().atNanos - nowNanos <= 0) {
                var deadline = armed.first();
                remove(deadline);
                due.add(deadline);
            }
        } finally {
            lock.unlock();
        }
        return due;
    }

    private void remove(Deadline deadline) {
        if (deadline.armed) {
            armed.remove(deadline);
            deadline.armed = false;
        }
    }

    /** By difference, since {@link System#nanoTime()} may overflow. */
    private static int compare(Deadline one, Deadline other) {
        long difference = one.atNanos - other.atNanos;
        return difference != 0 ? Long.signum(difference) : Long.compare(one.number, other.number);
    }
}
