package org.livechat.core;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test sets. It starts close to the overflow of nanoseconds, which nobody should notice. */
final class VirtualTime implements TimeSource {
    private static final long START_MILLIS = 1_800_000_000_000L;
    private static final long START_NANOS =
            Long.MAX_VALUE - Duration.ofSeconds(10).toNanos();

    private final AtomicLong passedNanos = new AtomicLong();

    @Override
    public long nanoTime() {
        return START_NANOS + passedNanos.get();
    }

    @Override
    public long wallMillis() {
        return START_MILLIS + Duration.ofNanos(passedNanos.get()).toMillis();
    }

    void pass(long nanos) {
        passedNanos.addAndGet(nanos);
    }
}
