package org.livechat.media.inbound;

/**
 * What a receiver report says of one incoming stream: loss after RFC 3550 A.3, jitter after A.8. Owned by one worker.
 */
public final class ReceptionStatistics {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** A late packet counts as received, as RFC 3550 6.4.1 has it. */
    static final int EVER = Integer.MAX_VALUE;

    private final int clockRate;
    private final int usefulTicks;

    private boolean started;
    private long firstSequence;
    private long highestSequence;
    private long received;
    private long tooLate;
    private long skipped;
    private long expectedAtReport;
    private long receivedAtReport;
    private long lastTransit;
    private int latestTimestamp;
    private long tooLateAtReport;
    private long jitterSixteenths;

    private int senderReportNtp;
    private long senderReportNanos;
    private boolean senderReported;

    /**
     * Of one stream.
     *
     * @param usefulTicks how much later than its place a packet may come, in ticks of its clock, to be no loss. Of a voice that is asked
     *     for again, one that came behind what is played by then is as good as lost, and its sender has to know: by the loss it is told
     *     an Opus encoder protects the next frames (RFC 6716 2.1.7)
     */
    ReceptionStatistics(int clockRate, int usefulTicks) {
        this.clockRate = clockRate;
        this.usefulTicks = usefulTicks;
    }

    /** Notes a packet that is new. */
    void received(int sequence, int timestamp, long nowNanos) {
        received++;
        if (isLate(sequence)) {
            // It may have been sent again, and says nothing of how long the way takes.
            tooLate += latestTimestamp - timestamp > usefulTicks ? 1 : 0;
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
        latestTimestamp = timestamp;
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
        long lostNow = expectedNow - (received - receivedAtReport) + (tooLate - tooLateAtReport);
        expectedAtReport = expected;
        receivedAtReport = received;
        tooLateAtReport = tooLate;
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
