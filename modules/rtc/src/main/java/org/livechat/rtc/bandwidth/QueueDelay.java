package org.livechat.rtc.bandwidth;

/**
 * How long a packet stands in the link's queue now: its way's time above the shortest of the last half minute.
 *
 * <p>The two clocks may differ by any amount, but must not drift far in half a minute (100 ppm are 3 ms). This is not part of
 * GoogCC, whose gradient is blind to a queue that is long and does not grow.
 */
final class QueueDelay {
    private static final long WINDOW_NANOS = 15_000_000_000L;
    private static final double SMOOTHING = 0.2;

    private boolean started;
    private long windowStart;
    private long shortest;
    private long shortestBefore;
    private double queueNanos;

    /** Takes one packet's way. */
    void add(long sentNanos, long arrivalNanos) {
        long way = arrivalNanos - sentNanos;
        if (!started) {
            started = true;
            windowStart = sentNanos;
            shortest = way;
            shortestBefore = way;
            queueNanos = 0;
        }
        if (sentNanos - windowStart > WINDOW_NANOS) {
            windowStart = sentNanos;
            shortestBefore = shortest;
            shortest = way;
        }
        shortest = Math.min(shortest, way);
        long above = way - Math.min(shortest, shortestBefore);
        queueNanos += SMOOTHING * (above - queueNanos);
    }

    long nanos() {
        return (long) queueNanos;
    }

    /** Begins anew: what stands in the queue now is somebody else's, or the receiver's clock was set. */
    void restart() {
        started = false;
        queueNanos = 0;
    }
}
