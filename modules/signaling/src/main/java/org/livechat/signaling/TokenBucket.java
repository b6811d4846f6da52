package org.livechat.signaling;

import java.util.concurrent.TimeUnit;

/** Lets a burst pass, then so many a second. Not thread-safe. */
final class TokenBucket {
    private final long nanosPerToken;
    private final long capacityNanos;

    /** The tokens there are, as the time that it took to earn them. */
    private long savedNanos;

    private long lastNanos;

    TokenBucket(int perSecond, int burst, long nowNanos) {
        this.nanosPerToken = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.capacityNanos = nanosPerToken * burst;
        this.savedNanos = capacityNanos;
        this.lastNanos = nowNanos;
    }

    /** Takes a token if there is one. */
    boolean take(long nowNanos) {
        savedNanos = Math.min(capacityNanos, savedNanos + Math.max(0, nowNanos - lastNanos));
        lastNanos = nowNanos;
        if (savedNanos < nanosPerToken) {
            return false;
        }
        savedNanos -= nanosPerToken;
        return true;
    }
}
