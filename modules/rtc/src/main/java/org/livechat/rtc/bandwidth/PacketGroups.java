package org.livechat.rtc.bandwidth;

/**
 * Gathers packets that were sent within 5 ms into groups, and measures how much later than its forerunner each group arrived than
 * it was sent (draft-ietf-rmcat-gcc-02 5.2, 5.3).
 *
 * <p>Packets that a radio link held back and delivered together are one group too, however long ago they were sent.
 */
final class PacketGroups {
    private static final long GROUP_NANOS = 5_000_000;
    private static final long MOST_BURST_NANOS = 100_000_000;
    /** Clocks do not differ by that much from one group to the next: the receiver's was set, or it lies. */
    private static final long CLOCK_JUMP_NANOS = 3_000_000_000L;

    private boolean started;
    private boolean hasForerunner;
    private long firstSent;
    private long lastSent;
    private long firstArrival;
    private long lastArrival;
    private long forerunnerSent;
    private long forerunnerArrival;
    private long sentDelta;
    private long arrivalDelta;
    private boolean jumped;

    /** Adds a packet; true if it began a new group, so that the deltas tell of the two groups before it. */
    boolean add(long sentNanos, long arrivalNanos) {
        jumped = false;
        if (!started) {
            begin(sentNanos, arrivalNanos);
            started = true;
            return false;
        }
        if (Math.abs((arrivalNanos - lastArrival) - (sentNanos - lastSent)) > CLOCK_JUMP_NANOS) {
            restart();
            jumped = true;
            return false;
        }
        if (sentNanos < firstSent) {
            return false;
        }
        if (!isNewGroup(sentNanos, arrivalNanos)) {
            lastSent = Math.max(lastSent, sentNanos);
            lastArrival = Math.max(lastArrival, arrivalNanos);
            return false;
        }
        boolean measured = hasForerunner;
        sentDelta = lastSent - forerunnerSent;
        arrivalDelta = lastArrival - forerunnerArrival;
        forerunnerSent = lastSent;
        forerunnerArrival = lastArrival;
        hasForerunner = true;
        begin(sentNanos, arrivalNanos);
        return measured && arrivalDelta >= 0;
    }

    /** Whether the last packet showed that the receiver's clock jumped, so that what was learned from it is void. */
    boolean clockJumped() {
        return jumped;
    }

    long sentDeltaNanos() {
        return sentDelta;
    }

    long arrivalDeltaNanos() {
        return arrivalDelta;
    }

    /** When the later one of the two groups arrived. */
    long arrivalNanos() {
        return forerunnerArrival;
    }

    void restart() {
        started = false;
        hasForerunner = false;
    }

    private void begin(long sentNanos, long arrivalNanos) {
        firstSent = sentNanos;
        lastSent = sentNanos;
        firstArrival = arrivalNanos;
        lastArrival = arrivalNanos;
    }

    private boolean isNewGroup(long sentNanos, long arrivalNanos) {
        return !isHeldBack(sentNanos, arrivalNanos) && sentNanos - firstSent > GROUP_NANOS;
    }

    private boolean isHeldBack(long sentNanos, long arrivalNanos) {
        long arrivedAfter = arrivalNanos - lastArrival;
        long sentAfter = sentNanos - lastSent;
        return arrivedAfter < sentAfter
                && arrivedAfter <= GROUP_NANOS
                && arrivalNanos - firstArrival < MOST_BURST_NANOS;
    }
}
