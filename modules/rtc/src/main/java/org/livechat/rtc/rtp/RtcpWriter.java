package org.livechat.rtc.rtp;

import org.livechat.rtc.bytes.BigEndian;

/**
 * Writes a clear RTCP datagram, one packet after the other, into a buffer of the caller's.
 *
 * <pre>{@code
 * int length = writer.start(buffer, offset)
 *         .receiverReport(ssrc)
 *         .reportBlock(source, fractionLost, cumulativeLost, highest, jitter, lastReport, delay)
 *         .pictureLoss(ssrc, source)
 *         .length();
 * }</pre>
 *
 * <p>Meant to be kept and started again; owned by one thread; allocates nothing. A buffer without room is the caller's bug and
 * throws {@link IndexOutOfBoundsException}.
 */
public final class RtcpWriter {
    private static final int VERSION_BITS = 0x80;
    private static final int SDES_CNAME = 1;
    private static final int MANTISSA_BITS = 18;
    private static final int MOST_DESCRIBED = 31;

    private byte[] buffer = {};
    private int start;
    private int position;
    private int packet;
    /** Where the answers of the extended report begin that more may be added to, or -1. */
    private int answers = -1;

    /** A writer that has no buffer until it is started. */
    public RtcpWriter() {}

    /** Begins a datagram at that offset, and returns this writer. */
    public RtcpWriter start(byte[] buffer, int offset) {
        this.buffer = buffer;
        this.start = offset;
        this.position = offset;
        this.packet = offset;
        return this;
    }

    /** Bytes written since {@link #start}. */
    public int length() {
        return position - start;
    }

    /** Begins a sender report (RFC 3550 6.4.1); {@link #reportBlock} adds to it. Counts are modulo 2^32. */
    public RtcpWriter senderReport(int ssrc, long ntpTimestamp, int rtpTimestamp, int packetCount, int octetCount) {
        begin(RtcpType.SENDER_REPORT, 0);
        put32(ssrc);
        BigEndian.write64(buffer, position, ntpTimestamp);
        position += 8;
        put32(rtpTimestamp);
        put32(packetCount);
        put32(octetCount);
        return end();
    }

    /** Begins a receiver report (RFC 3550 6.4.2); {@link #reportBlock} adds to it. */
    public RtcpWriter receiverReport(int ssrc) {
        begin(RtcpType.RECEIVER_REPORT, 0);
        put32(ssrc);
        return end();
    }

    /**
     * Adds a block to the report just begun; units as in {@link ReportBlocks}.
     *
     * @throws IllegalStateException if the last packet is no report, or has 31 blocks already
     */
    public RtcpWriter reportBlock(
            int ssrc,
            int fractionLost,
            int cumulativeLost,
            int highestSequence,
            int jitterTicks,
            int lastSenderReport,
            int delaySinceLastSenderReport) {
        int blocks = countBlock();
        BigEndian.write8(buffer, packet, VERSION_BITS | blocks);
        put32(ssrc);
        BigEndian.write8(buffer, position, fractionLost);
        BigEndian.write24(buffer, position + 1, Math.clamp(cumulativeLost, -0x800000, 0x7fffff));
        position += 4;
        put32(highestSequence);
        put32(jitterTicks);
        put32(lastSenderReport);
        put32(delaySinceLastSenderReport);
        return end();
    }

    private int countBlock() {
        int type = position == start ? 0 : BigEndian.read8(buffer, packet + 1);
        if (type != RtcpType.SENDER_REPORT && type != RtcpType.RECEIVER_REPORT) {
            throw new IllegalStateException("a report block follows packet type " + type
                    + ", but must follow a sender report (200) or a receiver report (201)");
        }
        int blocks = (BigEndian.read8(buffer, packet) & 0x1f) + 1;
        if (blocks > ReportBlocks.MOST) {
            throw new IllegalStateException("the report has 31 blocks, which is the most; begin another one");
        }
        return blocks;
    }

    /** Writes a source description of one source with its canonical name (RFC 3550 6.5); {@link #describe} adds to it. */
    public RtcpWriter sourceDescription(int ssrc, CanonicalName name) {
        begin(RtcpType.SOURCE_DESCRIPTION, 0);
        end();
        return describe(ssrc, name);
    }

    /**
     * Adds another source to the description just begun, or begins a new one where that has 31 already.
     *
     * @throws IllegalStateException if the last packet is no source description
     */
    public RtcpWriter describe(int ssrc, CanonicalName name) {
        if (position == start || BigEndian.read8(buffer, packet + 1) != RtcpType.SOURCE_DESCRIPTION) {
            throw new IllegalStateException("another source must follow a source description (202)");
        }
        int sources = BigEndian.read8(buffer, packet) & 0x1f;
        if (sources == MOST_DESCRIBED) {
            return sourceDescription(ssrc, name);
        }
        BigEndian.write8(buffer, packet, VERSION_BITS | sources + 1);
        put32(ssrc);
        BigEndian.write8(buffer, position, SDES_CNAME);
        BigEndian.write8(buffer, position + 1, name.length());
        name.copyTo(buffer, position + 2);
        position += 2 + name.length();
        // RFC 3550 6.5: the list ends with one null byte at least, and at a 32-bit boundary.
        do {
            BigEndian.write8(buffer, position++, 0);
        } while ((position - packet) % 4 != 0);
        return end();
    }

    /** Writes a BYE of one source (RFC 3550 6.6). */
    public RtcpWriter bye(int ssrc) {
        begin(RtcpType.BYE, 1);
        put32(ssrc);
        return end();
    }

    /** Writes a picture loss indication (RFC 4585 6.3.1). */
    public RtcpWriter pictureLoss(int senderSsrc, int mediaSsrc) {
        feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.PICTURE_LOSS, senderSsrc, mediaSsrc);
        return end();
    }

    /** Writes a full intra request to one source (RFC 5104 4.3.1); a new request has the next number, modulo 256. */
    public RtcpWriter fullIntraRequest(int senderSsrc, int targetSsrc, int commandSequence) {
        feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FULL_INTRA_REQUEST, senderSsrc, 0);
        put32(targetSsrc);
        put32(commandSequence << 24);
        return end();
    }

    /** Writes a NACK of one entry (RFC 4585 6.2.1), see {@link GenericNack}. */
    public RtcpWriter genericNack(int senderSsrc, int mediaSsrc, int packetId, int bitmask) {
        return genericNack(senderSsrc, mediaSsrc).nackEntry(packetId, bitmask);
    }

    /**
     * Begins a NACK without entries (RFC 4585 6.2.1), to which {@link #nackEntry} or {@link #lostPacket} adds: without one it says
     * nothing and must not be sent.
     */
    public RtcpWriter genericNack(int senderSsrc, int mediaSsrc) {
        feedback(RtcpType.TRANSPORT_FEEDBACK, RtcpType.GENERIC_NACK, senderSsrc, mediaSsrc);
        return end();
    }

    /**
     * Adds an entry of up to 17 packets to the NACK just begun, see {@link GenericNack}.
     *
     * @throws IllegalStateException if the last packet is no NACK
     */
    public RtcpWriter nackEntry(int packetId, int bitmask) {
        requireNack();
        put32(packetId << 16 | (bitmask & 0xffff));
        return end();
    }

    /**
     * Adds one lost packet to the NACK just begun: to its last entry where it fits, which it does if packets come in the order of
     * their numbers, else as a new entry.
     *
     * @throws IllegalStateException if the last packet is no NACK
     */
    public RtcpWriter lostPacket(int sequence) {
        requireNack();
        int entry = position - GenericNack.ENTRY_LENGTH;
        if (entry >= packet + GenericNack.START) {
            int bit = (sequence - BigEndian.read16(buffer, entry) & 0xffff) - 1;
            if (bit < 0) {
                return this;
            }
            if (bit < GenericNack.MASK_BITS) {
                BigEndian.write16(buffer, entry + 2, BigEndian.read16(buffer, entry + 2) | 1 << bit);
                return this;
            }
        }
        return nackEntry(sequence, 0);
    }

    private void requireNack() {
        if (position == start
                || BigEndian.read8(buffer, packet + 1) != RtcpType.TRANSPORT_FEEDBACK
                || (BigEndian.read8(buffer, packet) & 0x1f) != RtcpType.GENERIC_NACK) {
            throw new IllegalStateException("an entry of lost packets must follow a generic NACK (205, format 1)");
        }
    }

    /**
     * Writes a REMB (draft-alvestrand-rmcat-remb-03). The estimate keeps its 18 highest bits, rounded down.
     *
     * @param ssrcs at most 255 sources
     */
    public RtcpWriter receiverEstimatedBitrate(int senderSsrc, long bitsPerSecond, int[] ssrcs) {
        if (bitsPerSecond < 0 || ssrcs.length > 255) {
            throw new IllegalArgumentException("REMB of " + bitsPerSecond + " bit/s for " + ssrcs.length
                    + " sources, but it takes 0 bit/s or more for 255 sources or fewer");
        }
        int exponent = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(bitsPerSecond) - MANTISSA_BITS);
        int mantissa = (int) (bitsPerSecond >>> exponent);
        feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.ALFB, senderSsrc, 0);
        put32(ReceiverEstimatedBitrate.IDENTIFIER);
        put32(ssrcs.length << 24 | exponent << MANTISSA_BITS | mantissa);
        for (int ssrc : ssrcs) {
            put32(ssrc);
        }
        return end();
    }

    /** Begins an extended report without blocks (RFC 3611 section 2), see {@link ExtendedReport}. */
    public RtcpWriter extendedReport(int ssrc) {
        begin(RtcpType.EXTENDED_REPORT, 0);
        put32(ssrc);
        return end();
    }

    /**
     * Adds a block that states the receiver's clock to the extended report just begun (RFC 3611 4.4).
     *
     * @throws IllegalStateException if the last packet is no extended report
     */
    public RtcpWriter receiverReferenceTime(long ntpTimestamp) {
        requireExtendedReport();
        answers = -1;
        block(ExtendedReport.RECEIVER_REFERENCE_TIME, ExtendedReport.REFERENCE_TIME_LENGTH);
        BigEndian.write64(buffer, position, ntpTimestamp);
        position += ExtendedReport.REFERENCE_TIME_LENGTH;
        return end();
    }

    /**
     * Adds an answer to a receiver's clock to the extended report just begun (RFC 3611 4.5, DLRR): to its last block, if that
     * holds answers, else in a new one.
     *
     * @param receiverSsrc whose clock it was
     * @param lastReceiverReport the middle 32 bits of that clock
     * @param delaySinceLastReceiverReport since it came, in 1/65536 s
     * @throws IllegalStateException if the last packet is no extended report
     */
    public RtcpWriter delaySinceLast(int receiverSsrc, int lastReceiverReport, int delaySinceLastReceiverReport) {
        requireExtendedReport();
        if (answers < 0) {
            answers = position;
            block(ExtendedReport.DELAY_SINCE_LAST, 0);
        }
        put32(receiverSsrc);
        put32(lastReceiverReport);
        put32(delaySinceLastReceiverReport);
        BigEndian.write16(buffer, answers + 2, (position - answers) / 4 - 1);
        return end();
    }

    private void requireExtendedReport() {
        if (position == start || BigEndian.read8(buffer, packet + 1) != RtcpType.EXTENDED_REPORT) {
            throw new IllegalStateException("a block of an extended report must follow an extended report (207)");
        }
    }

    private void block(int type, int length) {
        put32(type << 24 | length / 4);
    }

    /** Begins the feedback that {@link TransportWideFeedbackWriter} writes, without statuses. */
    void transportWide(int senderSsrc, int mediaSsrc, int baseSequence, int referenceTime, int number) {
        feedback(RtcpType.TRANSPORT_FEEDBACK, RtcpType.TRANSPORT_WIDE, senderSsrc, mediaSsrc);
        put32(baseSequence << 16);
        put32(referenceTime << 8 | (number & 0xff));
    }

    void transportWideStatusCount(int count) {
        BigEndian.write16(buffer, packet + 14, count);
    }

    void transportWideChunk(int chunk) {
        BigEndian.write16(buffer, position, chunk);
        position += 2;
    }

    void transportWideDelta(int ticks, int bytes) {
        if (bytes == 1) {
            BigEndian.write8(buffer, position, ticks);
        } else {
            BigEndian.write16(buffer, position, ticks);
        }
        position += bytes;
    }

    /** Fills the packet with zeros to a whole word, and without the padding bit: other packets may follow (RFC 3550 6.4.1). */
    void endTransportWide() {
        while ((position - packet) % 4 != 0) {
            BigEndian.write8(buffer, position++, 0);
        }
        end();
    }

    private void feedback(int type, int format, int senderSsrc, int mediaSsrc) {
        begin(type, format);
        put32(senderSsrc);
        put32(mediaSsrc);
    }

    private void begin(int type, int count) {
        packet = position;
        answers = -1;
        BigEndian.write8(buffer, position, VERSION_BITS | count);
        BigEndian.write8(buffer, position + 1, type);
        position += RtcpReader.HEADER_LENGTH;
    }

    private void put32(int value) {
        BigEndian.write32(buffer, position, value);
        position += 4;
    }

    private RtcpWriter end() {
        BigEndian.write16(buffer, packet + 2, (position - packet) / 4 - 1);
        return this;
    }
}
