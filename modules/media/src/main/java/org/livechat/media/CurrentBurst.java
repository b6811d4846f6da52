package org.livechat.media;

/**
 * The burst that a client's packets belong to, and what was said of packets that belong to none. Owned by one worker.
 */
final class CurrentBurst {
    /** No burst has this number. */
    static final long NONE = -1;

    private long number = NONE;
    private long lastMediaNanos;
    private long lastGateReportNanos;
    private boolean gateReported;

    /** Notes media of a burst; true when it is the burst's first. */
    boolean hears(long burst, long nowNanos) {
        lastMediaNanos = nowNanos;
        if (number == burst) {
            return false;
        }
        number = burst;
        return true;
    }

    /** The burst whose media came last, or {@link #NONE} once it went quiet. */
    long number() {
        return number;
    }

    void ended() {
        number = NONE;
    }

    long lastMediaNanos() {
        return lastMediaNanos;
    }

    /** Whether media without the floor is due to be looked at and reported, which is once in an interval. */
    boolean isGateReportDue(long nowNanos, long intervalNanos) {
        return !gateReported || nowNanos - lastGateReportNanos >= intervalNanos;
    }

    void gateReported(long nowNanos) {
        gateReported = true;
        lastGateReportNanos = nowNanos;
    }
}
