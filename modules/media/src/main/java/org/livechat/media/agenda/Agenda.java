package org.livechat.media.agenda;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.livechat.api.transport.DatagramPort;
import org.livechat.media.counter.Defects;

/**
 * What a worker has to do besides its packets: what others ask of it, and what it has put off. Belongs to the worker's
 * thread, but for {@link #submit} and {@link #wakeUp}.
 */
public final class Agenda {
    /** What fails each time must not keep the worker busy. */
    private static final long LEAST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final DatagramPort port;
    private final Deadlines deadlines = new Deadlines();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private volatile boolean waiting;
    private long now = System.nanoTime();

    /** @param port the one that the worker waits at */
    public Agenda(DatagramPort port) {
        this.port = port;
    }

    /** Has something done by the worker's thread, soon. Any thread. */
    public void submit(Runnable command) {
        commands.add(command);
        wakeUp();
    }

    /** Ends the worker's wait, if it waits. Any thread. */
    public void wakeUp() {
        if (waiting) {
            port.wakeUp();
        }
    }

    /** Begins a round. */
    public void begin(long nowNanos) {
        now = nowNanos;
    }

    /** The time of the round that is being worked on. */
    public long nowNanos() {
        return now;
    }

    /** Runs an action later. */
    public void after(long nanos, Runnable action) {
        deadlines.at(now + nanos, action);
    }

    /** Runs an action later on which something depends for good. One that fails is run again after as long. */
    public void insist(long nanos, Runnable action) {
        after(nanos, () -> {
            boolean done = false;
            try {
                action.run();
                done = true;
            } finally {
                if (!done) {
                    insist(Math.max(nanos, LEAST_RETRY_NANOS), action);
                }
            }
        });
    }

    /** Does what was asked for and what is due; returns how much that was. What fails keeps nothing else from being done. */
    public int run(Defects defects) {
        int count = 0;
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            run(command, defects);
            count++;
        }
        for (Runnable due = deadlines.poll(now); due != null; due = deadlines.poll(now)) {
            run(due, defects);
            count++;
        }
        return count;
    }

    private static void run(Runnable action, Defects defects) {
        try {
            action.run();
        } catch (Throwable defect) {
            defects.met("a command or a timer of one client", defect);
        }
    }

    /**
     * Waits until something is asked for or due, a datagram has come, or the time is over.
     *
     * @param nothingElse whether nothing but this agenda could keep the worker from waiting
     */
    public void await(long longestNanos, BooleanSupplier nothingElse) {
        // Says that it waits before it looks a last time, so that who comes in between wakes it up.
        waiting = true;
        if (commands.isEmpty() && nothingElse.getAsBoolean()) {
            port.await(Math.min(deadlines.untilNext(System.nanoTime()), longestNanos));
        }
        waiting = false;
    }
}
