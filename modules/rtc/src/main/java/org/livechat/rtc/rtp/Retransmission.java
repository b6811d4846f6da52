package org.livechat.rtc.rtp;

import org.livechat.rtc.bytes.BigEndian;

/**
 * The payload of a retransmission (RFC 4588 section 4): the original sequence number in two bytes, then the original payload. The
 * packet has the timestamp and marker of the original, but an SSRC, payload type and sequence numbers of its own.
 *
 * <p>Nothing here allocates, and all of it may be used from any thread that owns the buffer.
 */
public final class Retransmission {
    /** Bytes before the original payload. */
    public static final int HEADER_LENGTH = 2;

    private Retransmission() {}

    /**
     * Whether a payload carries a packet. One without anything after the sequence number does not, nor does an empty one: senders
     * that probe for bandwidth fill such packets with padding.
     *
     * @param payloadLength without padding, as {@link RtpPacket#payloadLength} gives it
     */
    public static boolean isPresent(int payloadLength) {
        return payloadLength > HEADER_LENGTH;
    }

    /** The sequence number of the original, 0 to 65535. */
    public static int originalSequence(byte[] buffer, int payloadOffset) {
        return BigEndian.read16(buffer, payloadOffset);
    }

    /** The length of the original's payload. */
    public static int originalLength(int payloadLength) {
        return payloadLength - HEADER_LENGTH;
    }

    /** The length of the payload that carries an original of that length. */
    public static int lengthFor(int originalLength) {
        return HEADER_LENGTH + originalLength;
    }

    /**
     * Writes the payload of a retransmission. Source and target may be one buffer, and their ranges may overlap.
     *
     * @param originalSequence the low 16 bits count
     * @return how many bytes were written
     */
    public static int write(
            byte[] target,
            int targetOffset,
            int originalSequence,
            byte[] source,
            int sourceOffset,
            int originalLength) {
        System.arraycopy(source, sourceOffset, target, targetOffset + HEADER_LENGTH, originalLength);
        BigEndian.write16(target, targetOffset, originalSequence);
        return lengthFor(originalLength);
    }

    /**
     * Makes the original of a clear retransmission in place: the header moves over the sequence number, so that the packet begins
     * {@link #HEADER_LENGTH} later and is as much shorter. Header extensions stay, and padding does.
     *
     * @param headerLength of the packet, see {@link RtpPacket#headerLength}; its payload must be {@link #isPresent present}
     * @param payloadType of the original
     * @param ssrc of the original
     * @return where the original begins
     */
    public static int restore(byte[] buffer, int offset, int headerLength, int payloadType, int ssrc) {
        int sequence = originalSequence(buffer, offset + headerLength);
        int original = offset + HEADER_LENGTH;
        System.arraycopy(buffer, offset, buffer, original, headerLength);
        RtpPacket.setPayloadType(buffer, original, payloadType);
        RtpPacket.setSequenceNumber(buffer, original, sequence);
        RtpPacket.setSsrc(buffer, original, ssrc);
        return original;
    }
}
