package org.livechat.media.inbound;

/**
 * What a receiver report says of one incoming stream: loss after RFC 3550 A.3, jitter after A.8. Owned by one worker.
 */
public final class ReceptionStatistics {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int clockRate;

    private boolean started;
    private long firstSequence;
    private long highestSequence;
    private long received;
    private long skipped;
    private long expectedAtReport;
    private long receivedAtReport;
    private long lastTransit;
    private long jitterSixteenths;

    private int senderReportNtp;
    private long senderReportNanos;
    private boolean senderReported;

    ReceptionStatistics(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Notes a packet that is new. */
    void received(int sequence, int timestamp, long nowNanos) {
        received++;
        if (isLate(sequence)) {
            // It may have been sent again, and says nothing of how long the way takes.
            return;
        }
        long transit = ticks(nowNanos) - timestamp;
        if (!started) {
            started = true;
            firstSequence = sequence;
            highestSequence = sequence;
        } else {
            highestSequence += (short) (sequence - (int) highestSequence);
            int difference = Math.abs((int) (transit - lastTransit));
            jitterSixteenths += difference - ((jitterSixteenths + 8) >> 4);
        }
        lastTransit = transit;
    }

    /** Whether newer packets than that one have come before it. */
    boolean isLate(int sequence) {
        return started && (short) (sequence - (int) highestSequence) < 0;
    }

    /**
     * Says that the packet which comes next begins a turn. What the sender sent since the last turn was dropped unread, and
     * to report it as lost would make the sender take the network for a bad one and its encoder starve.
     */
    void resume(int sequence) {
        if (started) {
            skipped += Math.max(0, (short) (sequence - (int) highestSequence) - 1);
        }
    }

    /** Notes a sender report, which the next receiver report will name. */
    public void senderReport(int compactNtp, long nowNanos) {
        senderReported = true;
        senderReportNtp = compactNtp;
        senderReportNanos = nowNanos;
    }

    /** How many packets came. */
    public long received() {
        return received;
    }

    /** Whether packets came since the last report. */
    public boolean hasNewsToReport() {
        return received != receivedAtReport;
    }

    /** Share of packets lost since the last report in 1/256; begins the next interval. */
    public int takeFractionLost() {
        long expected = expected();
        long expectedNow = expected - expectedAtReport;
        long lostNow = expectedNow - (received - receivedAtReport);
        expectedAtReport = expected;
        receivedAtReport = received;
        return expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
    }

    public int cumulativeLost() {
        return Math.clamp(expected() - received, -0x800000, 0x7FFFFF);
    }

    /** The highest sequence number with its wraps in the upper 16 bits. */
    public int highestSequence() {
        return (int) highestSequence;
    }

    public int jitterTicks() {
        return (int) (jitterSixteenths >> 4);
    }

    /** Middle 32 bits of the last sender report's clock, 0 if none came. */
    public int lastSenderReport() {
        return senderReportNtp;
    }

    /** Time since that report in 1/65536 s, 0 if none came. */
    public int delaySinceSenderReport(long nowNanos) {
        return senderReported ? (int) ((nowNanos - senderReportNanos) / (NANOS_PER_SECOND >> 16)) : 0;
    }

    private long expected() {
        return started ? highestSequence - firstSequence + 1 - skipped : 0;
    }

    private long ticks(long nanos) {
        return nanos / NANOS_PER_SECOND * clockRate + nanos % NANOS_PER_SECOND * clockRate / NANOS_PER_SECOND;
    }
}
