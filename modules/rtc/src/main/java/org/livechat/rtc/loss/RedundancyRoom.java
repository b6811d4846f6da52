package org.livechat.rtc.loss;

import java.util.concurrent.TimeUnit;

/**
 * Whether the way to one receiver has room for voices that are sent more than once. Where packets stand in a queue, what is lost is
 * lost for want of room: to send more would lose more, and the need for it would grow with it ({@link RedundancyNeed} cannot tell
 * the two apart). So there is room again only once no queue has been seen for ten seconds.
 *
 * <p>A queue is seen by transport-wide feedback where there is any, and by round trips above the least of the last half to whole
 * minute. Owned by one thread.
 */
public final class RedundancyRoom {
    static final long STANDING_QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A mobile network's own round trips differ by a hundred or so. */
    static final long STANDING_ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A way that has become longer for good is no queue after twice that. */
    static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(30);

    private boolean stood;
    private long stoodNanos;

    private boolean measured;
    private long periodBegan;
    private long leastOfPeriod;
    private long leastOfPeriodBefore;

    /** Room, until a queue is seen. */
    public RedundancyRoom() {}

    /** Packets stand in the way's queue for so long. */
    public void queue(long queueNanos, long nowNanos) {
        if (queueNanos > STANDING_QUEUE_NANOS) {
            stood = true;
            stoodNanos = nowNanos;
        }
    }

    /** A round trip was measured. */
    public void roundTrip(long nanos, long nowNanos) {
        if (!measured || nowNanos - periodBegan >= MEMORY_NANOS) {
            leastOfPeriodBefore = measured ? leastOfPeriod : nanos;
            leastOfPeriod = nanos;
            periodBegan = nowNanos;
            measured = true;
        }
        leastOfPeriod = Math.min(leastOfPeriod, nanos);
        if (nanos - Math.min(leastOfPeriod, leastOfPeriodBefore) > STANDING_ROUND_TRIP_NANOS) {
            stood = true;
            stoodNanos = nowNanos;
        }
    }

    /** Whether voices may be sent more than once. */
    public boolean isRoom(long nowNanos) {
        if (stood && nowNanos - stoodNanos >= PATIENCE_NANOS) {
            stood = false;
        }
        return !stood;
    }
}
