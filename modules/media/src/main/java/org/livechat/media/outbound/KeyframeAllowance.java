package org.livechat.media.outbound;

import java.util.concurrent.TimeUnit;

/**
 * How often one listener may have its source asked for a keyframe: at once, and ever less often while it goes on asking. A keyframe
 * costs everybody who watches that source, and a listener that needs one all the time cannot be helped by it. Has no clock; owned
 * by one worker.
 */
public final class KeyframeAllowance {
    static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(8);

    /** So many intervals without a request, and the listener is well again. */
    private static final int WELL_AFTER = 4;

    private boolean any;
    private long lastNanos;
    private long intervalNanos = SHORTEST_NANOS;

    KeyframeAllowance() {}

    /** Another source has begun, whose first requests are as good as any. */
    void restart() {
        any = false;
    }

    /** Whether a request is passed on; counts it if so. */
    public boolean takes(long nowNanos) {
        long since = nowNanos - lastNanos;
        if (any && since < intervalNanos) {
            return false;
        }
        boolean isWell = !any || since >= WELL_AFTER * intervalNanos;
        intervalNanos = isWell ? SHORTEST_NANOS : Math.min(2 * intervalNanos, LONGEST_NANOS);
        any = true;
        lastNanos = nowNanos;
        return true;
    }
}
