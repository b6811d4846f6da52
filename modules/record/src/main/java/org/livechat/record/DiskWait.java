package org.livechat.record;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * For how long a thread has waited for the disk: since it began with something, or since the latest of its parts was done. One thread writes
 * it, any may read it.
 */
final class DiskWait {
    private static final long RESTS = Long.MIN_VALUE;

    private final String what;
    private final long patienceNanos;
    private final LongSupplier clock;
    private @Nullable Thread thread;
    private volatile long sinceNanos = RESTS;

    /**
     * @param what is wrong when it has waited longer than this, such as {@code the disk has taken nothing}
     * @param clock as {@link System#nanoTime()}
     */
    DiskWait(String what, int patienceSeconds, LongSupplier clock) {
        this.what = what + " for " + patienceSeconds + " s";
        this.patienceNanos = TimeUnit.SECONDS.toNanos(patienceSeconds);
        this.clock = clock;
    }

    /** The thread that calls it may wait from now on. */
    void begin() {
        thread = Thread.currentThread();
        goOn();
    }

    /** Something was done, and there is more to do. */
    void goOn() {
        sinceNanos = clock.getAsLong();
    }

    /** All is done. */
    void rest() {
        sinceNanos = RESTS;
    }

    /** Since when it waits, by the clock; empty while it rests. */
    OptionalLong sinceNanos() {
        long since = sinceNanos;
        return since == RESTS ? OptionalLong.empty() : OptionalLong.of(since);
    }

    /** Whether it waits longer than is right. */
    boolean isStalled() {
        long since = sinceNanos;
        return since != RESTS && clock.getAsLong() - since >= patienceNanos;
    }

    /** What is wrong while it is stalled. */
    String what() {
        return what;
    }

    /** Where the thread is. */
    StackTraceElement[] stack() {
        Thread waiting = thread;
        return waiting == null ? new StackTraceElement[0] : waiting.getStackTrace();
    }
}
