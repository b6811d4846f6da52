package org.livechat.rtc.rtp;

/**
 * Walks the blocks of an extended report that an {@link RtcpReader} stands on (RFC 3611 section 2), trusting none of their lengths.
 *
 * <pre>{@code
 * for (int block = ExtendedReport.first(reader); block >= 0; block = ExtendedReport.next(reader, block)) {
 *     if (ExtendedReport.isReceiverReferenceTime(reader, block)) { ... }
 * }
 * }</pre>
 *
 * <p>A receiver that sends no sender reports measures its round trip so: it states its clock in a receiver reference time block,
 * and is answered with a DLRR block that names it and how long ago it came. Nothing here allocates.
 */
public final class ExtendedReport {
    /** Type of a block: receiver reference time (RFC 3611 4.4). */
    public static final int RECEIVER_REFERENCE_TIME = 4;

    /** Type of a block: delay since the last receiver report (RFC 3611 4.5). */
    public static final int DELAY_SINCE_LAST = 5;

    static final int START = 8;
    static final int BLOCK_HEADER_LENGTH = 4;
    static final int REFERENCE_TIME_LENGTH = 8;
    static final int SUB_BLOCK_LENGTH = 12;

    private ExtendedReport() {}

    /** Whether the packet is an extended report; its sender is {@link RtcpReader#senderSsrc}. */
    public static boolean isPresent(RtcpReader reader) {
        return reader.type() == RtcpType.EXTENDED_REPORT && reader.length() >= START;
    }

    /** Where the first block begins, or -1 if there is none. */
    public static int first(RtcpReader reader) {
        return whole(reader, START);
    }

    /** Where the block after that one begins, or -1 if there is none that fits. */
    public static int next(RtcpReader reader, int block) {
        return whole(reader, block + BLOCK_HEADER_LENGTH + length(reader, block));
    }

    private static int whole(RtcpReader reader, int block) {
        boolean fits = block + BLOCK_HEADER_LENGTH <= reader.length()
                && block + BLOCK_HEADER_LENGTH + length(reader, block) <= reader.length();
        return fits ? block : -1;
    }

    /** The type of a block, 0 to 255. */
    public static int type(RtcpReader reader, int block) {
        return reader.int8(block);
    }

    /** Bytes of a block behind its header. */
    private static int length(RtcpReader reader, int block) {
        return 4 * reader.int16(block + 2);
    }

    /** Whether a block states the clock of a receiver. */
    public static boolean isReceiverReferenceTime(RtcpReader reader, int block) {
        return type(reader, block) == RECEIVER_REFERENCE_TIME && length(reader, block) == REFERENCE_TIME_LENGTH;
    }

    /** The receiver's wall clock: 32 bits of seconds since 1900, or since its own start, and 32 bits of fraction. */
    public static long ntpTimestamp(RtcpReader reader, int block) {
        return reader.int64(block + BLOCK_HEADER_LENGTH);
    }

    /** The middle 32 bits of that clock, which the answer names. */
    public static int compactNtpTimestamp(RtcpReader reader, int block) {
        return reader.int32(block + BLOCK_HEADER_LENGTH + 2);
    }

    /** How many receivers a block answers: 0 for a block of another type. */
    public static int delayCount(RtcpReader reader, int block) {
        return type(reader, block) == DELAY_SINCE_LAST ? length(reader, block) / SUB_BLOCK_LENGTH : 0;
    }

    /** The receiver that answer {@code index} (from 0) is for. */
    public static int delaySsrc(RtcpReader reader, int block, int index) {
        return reader.int32(answer(block, index));
    }

    /** The middle 32 bits of the clock that this receiver stated last, 0 if it stated none. */
    public static int lastReceiverReport(RtcpReader reader, int block, int index) {
        return reader.int32(answer(block, index) + 4);
    }

    /** Time from that statement to this answer, in 1/65536 s; see {@link RoundTrip}. */
    public static int delaySinceLastReceiverReport(RtcpReader reader, int block, int index) {
        return reader.int32(answer(block, index) + 8);
    }

    private static int answer(int block, int index) {
        return block + BLOCK_HEADER_LENGTH + index * SUB_BLOCK_LENGTH;
    }
}
