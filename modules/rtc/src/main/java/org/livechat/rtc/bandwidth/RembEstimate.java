package org.livechat.rtc.bandwidth;

/**
 * How many bit/s a receiver without transport-wide feedback can take: what it says itself (REMB), and the loss it reports.
 *
 * <p>The loss rule is the draft's (draft-ietf-rmcat-gcc-02 6): below 2 % up by 8 % a second, above 10 % down by half the loss.
 * Owned by one thread.
 */
public final class RembEstimate {
    private static final double SECOND = 1e9;
    private static final double FEW = 0.02;
    private static final double MANY = 0.1;
    private static final double GROWTH_A_SECOND = 0.08;
    private static final long LOWER_EVERY_NANOS = 1_000_000_000;
    private static final long MOST_STEP_NANOS = 2_000_000_000;
    /** A REMB is sent each second at least; one that old says nothing any more. */
    private static final long STALE_NANOS = 10_000_000_000L;

    private double rate = RateControl.START;
    private long remb = RateControl.START;
    private long rembNanos;
    private boolean hasRemb;
    private long reported;
    private boolean hasReport;
    private long lowered;
    private boolean everLowered;

    /** An estimate at 300 kbit/s. */
    public RembEstimate() {}

    /** The receiver's own estimate, see {@link org.livechat.rtc.rtp.ReceiverEstimatedBitrate}; any value may be forged. */
    public void remb(long bitsPerSecond, long nowNanos) {
        remb = Math.clamp(bitsPerSecond, RateControl.LEAST, RateControl.MOST);
        rembNanos = nowNanos;
        rate = hasRemb ? rate : Math.max(rate, (double) remb);
        hasRemb = true;
    }

    /**
     * A report block on a stream of pictures.
     *
     * @param lost the share of packets that the receiver misses, 0 to 1; what the talker has lost for good is among them
     */
    public void report(double lost, long nowNanos) {
        double link = Math.clamp(lost, 0, 1);
        double seconds = hasReport ? Math.clamp(nowNanos - reported, 0, MOST_STEP_NANOS) / SECOND : 0;
        hasReport = true;
        reported = nowNanos;
        if (link < FEW) {
            to(rate * (1 + GROWTH_A_SECOND * seconds), nowNanos);
        } else if (link > MANY && (!everLowered || nowNanos - lowered >= LOWER_EVERY_NANOS)) {
            everLowered = true;
            lowered = nowNanos;
            to(rate * (1 - link / 2), nowNanos);
        }
    }

    /** The estimate in bit/s, 30 kbit/s to 50 Mbit/s. */
    public long bitsPerSecond(long nowNanos) {
        return isFresh(nowNanos) ? Math.min((long) rate, remb) : (long) rate;
    }

    private boolean isFresh(long nowNanos) {
        return hasRemb && nowNanos - rembNanos < STALE_NANOS;
    }

    private void to(double bitsPerSecond, long nowNanos) {
        // Nothing but the REMB says what gets through, so growth stops at it.
        double most = isFresh(nowNanos) ? (double) remb : Math.max(RateControl.START, Math.min(rate, (double) remb));
        rate = Math.clamp(Math.min(bitsPerSecond, most), RateControl.LEAST, RateControl.MOST);
    }
}
