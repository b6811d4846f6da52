package org.livechat.media.inbound;

import java.util.concurrent.TimeUnit;

/**
 * When one source is asked for a keyframe that somebody lacks: at once, and while none has come again after 0.5 s and after
 * 1.5 s. However many ask, it is asked once in 500 ms at most. Has no clock and sends nothing. Owned by one worker.
 */
public final class KeyframeDemand {
    static final long LEAST_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** From each request of a round to the next. */
    private static final long[] PAUSES_NANOS = {TimeUnit.MILLISECONDS.toNanos(500), TimeUnit.MILLISECONDS.toNanos(1000)
    };

    private boolean open;
    private int asked;
    private long nextNanos;
    private boolean everAsked;
    private long lastAskedNanos;
    private int command = -1;

    /** Somebody lacks a keyframe. Begins a round, unless one is under way that has requests left. */
    public void want(long nowNanos) {
        if (hasNext()) {
            return;
        }
        open = true;
        asked = 0;
        long earliest = lastAskedNanos + LEAST_INTERVAL_NANOS;
        nextNanos = everAsked && earliest - nowNanos > 0 ? earliest : nowNanos;
    }

    /** A keyframe came, or nobody wants one any more: what was wanted is done. */
    public void satisfied() {
        open = false;
    }

    /** Whether a request is to be sent now; if so, counts it as sent. */
    public boolean take(long nowNanos) {
        if (!hasNext() || nextNanos - nowNanos > 0) {
            return false;
        }
        if (asked == 0) {
            command = (command + 1) & 0xFF;
        }
        everAsked = true;
        lastAskedNanos = nowNanos;
        if (asked < PAUSES_NANOS.length) {
            nextNanos = nowNanos + PAUSES_NANOS[asked];
        }
        asked++;
        return true;
    }

    /** The number of the round that the latest request belongs to: a repeated command has that of the first (RFC 5104 4.3.1.1). */
    public int command() {
        return command;
    }

    /** Whether a request will be due at {@link #nextNanos}. */
    public boolean hasNext() {
        return open && asked <= PAUSES_NANOS.length;
    }

    public long nextNanos() {
        return nextNanos;
    }
}
