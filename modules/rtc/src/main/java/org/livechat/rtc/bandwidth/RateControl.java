package org.livechat.rtc.bandwidth;

/**
 * Turns what delay and loss say into a rate: up 8 % a second far from where the link was full, a packet a round trip near it, down
 * to 0.85 of what gets through (draft-ietf-rmcat-gcc-02 5.5).
 *
 * <p>Our own: a queue that stands is drained by going lower for a while, so that a delay once caused does not stay; and delay that
 * comes while little is sent, all of which gets through, lowers the rate in steps, since what gets through then does not tell
 * what the link can carry.
 */
final class RateControl {
    static final long LEAST = 30_000;
    static final long START = 300_000;
    /** What an uplink of a server is asked to carry to one receiver at most. */
    static final long MOST = 50_000_000;

    static final long STANDING_QUEUE_NANOS = 60_000_000;

    private static final double SECOND = 1e9;
    private static final double GROWTH_A_SECOND = 0.08;
    private static final double BACK_OFF = 0.85;
    private static final double DEEPEST_BACK_OFF = 0.5;
    private static final double AFTER_DRAINING = 0.9;
    private static final long LONGEST_DRAIN_NANOS = 2_500_000_000L;
    private static final double MOST_OF_ARRIVED = 1.5;
    private static final double MARGIN = 10_000;
    private static final double PACKET_BITS = 1200 * Byte.SIZE;
    private static final double FRAMES_A_SECOND = 30;
    private static final double LEAST_STEP_A_SECOND = 4000;
    private static final long RESPONSE_NANOS = 100_000_000;
    private static final long LONGEST_STEP_NANOS = 500_000_000;

    private final CongestedRate congested = new CongestedRate();
    private double rate = START;
    private long updated;
    private long lowered;
    private boolean draining;
    private long drainBegan;
    private boolean rebase;
    private boolean everLowered;

    long bitsPerSecond() {
        return (long) rate;
    }

    /**
     * Takes what the last feedback said.
     *
     * @param arrived bit/s that the link carries now, random loss made good; 0 if unknown
     * @param limited whether less is sent than the rate allows, and all of it gets through
     */
    void update(
            LinkUse use,
            long queueNanos,
            double arrived,
            boolean limited,
            boolean grow,
            long roundTrip,
            long nowNanos) {
        double seconds = updated == 0 ? 0 : Math.clamp(nowNanos - updated, 0, LONGEST_STEP_NANOS) / SECOND;
        updated = nowNanos;
        if (congested.isRefutedBy(arrived)) {
            congested.forget();
        }
        boolean stands = use == LinkUse.NORMAL && queueNanos > 2 * STANDING_QUEUE_NANOS && !limited;
        if (use == LinkUse.OVERUSE || (stands && !draining)) {
            lower(queueNanos, arrived, limited, roundTrip, nowNanos);
        } else if (draining) {
            endDraining(queueNanos, nowNanos);
        } else if (use == LinkUse.NORMAL && grow && queueNanos < STANDING_QUEUE_NANOS) {
            raise(arrived, seconds, roundTrip);
        }
    }

    private void lower(long queueNanos, double arrived, boolean limited, long roundTrip, long nowNanos) {
        long wait = Math.clamp(roundTrip + RESPONSE_NANOS, RESPONSE_NANOS, LONGEST_STEP_NANOS);
        if (arrived == 0 || (everLowered && nowNanos - lowered < wait)) {
            return;
        }
        everLowered = true;
        lowered = nowNanos;
        if (limited) {
            to(Math.min(rate, Math.max(BACK_OFF * arrived, BACK_OFF * rate)));
            return;
        }
        congested.add(arrived);
        double excess = Math.max(0, (queueNanos - STANDING_QUEUE_NANOS) / SECOND);
        to(Math.min(rate, arrived * Math.max(DEEPEST_BACK_OFF, BACK_OFF - excess)));
        if (!draining && excess > 0) {
            draining = true;
            drainBegan = nowNanos;
        }
    }

    private void endDraining(long queueNanos, long nowNanos) {
        boolean drained = queueNanos < STANDING_QUEUE_NANOS / 2;
        if (!drained && nowNanos - drainBegan < LONGEST_DRAIN_NANOS) {
            return;
        }
        draining = false;
        rebase = !drained;
        if (congested.isKnown()) {
            to(Math.max(rate, AFTER_DRAINING * congested.bitsPerSecond()));
        }
    }

    private void raise(double arrived, double seconds, long roundTrip) {
        double most = arrived == 0 ? rate : Math.max(rate, MOST_OF_ARRIVED * arrived + MARGIN);
        boolean near = congested.isKnown();
        double response = 2 * (roundTrip + RESPONSE_NANOS) / SECOND;
        double step = near ? Math.max(LEAST_STEP_A_SECOND, packetBits() / response) : GROWTH_A_SECOND * rate;
        to(Math.min(most, rate + step * seconds));
    }

    /** How long a packet of video is at this rate, if a frame is cut into equal ones (as libwebrtc reckons). */
    private double packetBits() {
        double frame = rate / FRAMES_A_SECOND;
        return frame / Math.ceil(frame / PACKET_BITS);
    }

    /** Whether a drain ended without success: the queue that stands is not ours. Asked once, then false. */
    boolean takeRebase() {
        boolean result = rebase;
        rebase = false;
        return result;
    }

    boolean isDraining() {
        return draining;
    }

    boolean loweredSince(long nanos) {
        return everLowered && lowered - nanos > 0;
    }

    /** A probe got through at that rate. */
    void probed(double bitsPerSecond) {
        if (bitsPerSecond > rate) {
            if (congested.isRefutedBy(bitsPerSecond)) {
                congested.forget();
            }
            to(bitsPerSecond);
        }
    }

    /** Loss, or silence, wants the rate no higher than that. */
    void limit(double bitsPerSecond, long nowNanos) {
        if (bitsPerSecond < rate) {
            everLowered = true;
            lowered = nowNanos;
            to(bitsPerSecond);
        }
    }

    private void to(double bitsPerSecond) {
        rate = Math.clamp(bitsPerSecond, LEAST, MOST);
    }
}
