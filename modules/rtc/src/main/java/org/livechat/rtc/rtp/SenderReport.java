package org.livechat.rtc.rtp;

/** Reads a sender report that an {@link RtcpReader} stands on (RFC 3550 6.4.1). Its blocks: {@link ReportBlocks}. */
public final class SenderReport {
    static final int LENGTH = 28;

    private SenderReport() {}

    /** Whether the packet is a sender report with its whole sender section; ask before anything else here. */
    public static boolean isPresent(RtcpReader reader) {
        return reader.type() == RtcpType.SENDER_REPORT && reader.length() >= LENGTH;
    }

    /** The sender's wall clock: 32 bits of seconds since 1900, 32 bits of fraction. */
    public static long ntpTimestamp(RtcpReader reader) {
        return reader.int64(8);
    }

    /** The middle 32 bits of the wall clock, which a report block names as the last sender report. */
    public static int compactNtpTimestamp(RtcpReader reader) {
        return reader.int32(10);
    }

    /** The same instant in ticks of the source's media clock. */
    public static int rtpTimestamp(RtcpReader reader) {
        return reader.int32(16);
    }

    /** Packets sent since the start, modulo 2^32. */
    public static int packetCount(RtcpReader reader) {
        return reader.int32(20);
    }

    /** Payload bytes sent since the start, modulo 2^32. */
    public static int octetCount(RtcpReader reader) {
        return reader.int32(24);
    }
}
