package org.livechat.rtc.rtp;

/** Reads the report blocks of the sender or receiver report that an {@link RtcpReader} stands on (RFC 3550 6.4.1). */
public final class ReportBlocks {
    static final int BLOCK_LENGTH = 24;
    static final int MOST = 31;

    private static final int RECEIVER_REPORT_LENGTH = 8;

    private ReportBlocks() {}

    /** How many blocks are really there: never more than declared, never more than fit. 0 for any other packet. */
    public static int count(RtcpReader reader) {
        int start = start(reader);
        if (start == 0 || reader.length() < start) {
            return 0;
        }
        return Math.min(reader.count(), (reader.length() - start) / BLOCK_LENGTH);
    }

    /** The source that block {@code index} (from 0) is about. */
    public static int ssrc(RtcpReader reader, int index) {
        return reader.int32(block(reader, index));
    }

    /** Share of packets lost since the report before, in 1/256. */
    public static int fractionLost(RtcpReader reader, int index) {
        return reader.int8(block(reader, index) + 4);
    }

    /** Packets lost since the start; negative when duplicates outnumber losses. */
    public static int cumulativeLost(RtcpReader reader, int index) {
        return reader.int24(block(reader, index) + 5) << 8 >> 8;
    }

    /** The highest sequence number received, with the count of its wraps in the upper 16 bits. */
    public static int highestSequence(RtcpReader reader, int index) {
        return reader.int32(block(reader, index) + 8);
    }

    /** Interarrival jitter in ticks of the source's media clock. */
    public static int jitterTicks(RtcpReader reader, int index) {
        return reader.int32(block(reader, index) + 12);
    }

    /** Middle 32 bits of the last sender report's wall clock, 0 if there was none. */
    public static int lastSenderReport(RtcpReader reader, int index) {
        return reader.int32(block(reader, index) + 16);
    }

    /** Time from that sender report to this report, in 1/65536 s. */
    public static int delaySinceLastSenderReport(RtcpReader reader, int index) {
        return reader.int32(block(reader, index) + 20);
    }

    private static int block(RtcpReader reader, int index) {
        return start(reader) + index * BLOCK_LENGTH;
    }

    private static int start(RtcpReader reader) {
        return switch (reader.type()) {
            case RtcpType.SENDER_REPORT -> SenderReport.LENGTH;
            case RtcpType.RECEIVER_REPORT -> RECEIVER_REPORT_LENGTH;
            default -> 0;
        };
    }
}
