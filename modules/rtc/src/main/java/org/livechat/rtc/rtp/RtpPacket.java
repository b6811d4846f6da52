package org.livechat.rtc.rtp;

import org.livechat.rtc.bytes.BigEndian;

/**
 * Reads and rewrites the fields of an RTP packet in place (RFC 3550 section 5.1).
 *
 * <p>Call {@link #headerLength} (encrypted packet) or {@link #isValid} (clear packet) once; the field accessors do not check
 * again. Nothing here allocates, and all of it may be used from any thread that owns the buffer.
 */
public final class RtpPacket {
    /** Bytes of the header without contributing sources and extension. */
    public static final int FIXED_HEADER_LENGTH = 12;

    private static final int VERSION = 2;
    private static final int PADDING_BIT = 0x20;
    private static final int EXTENSION_BIT = 0x10;
    private static final int MARKER_BIT = 0x80;

    private RtpPacket() {}

    /**
     * The length in bytes of the whole header, contributing sources and extension included, or -1 if this is no RTP version 2
     * packet or its header would end past the range. Padding is not looked at, since it is encrypted in SRTP.
     */
    public static int headerLength(byte[] buffer, int offset, int length) {
        if (length < FIXED_HEADER_LENGTH || version(buffer, offset) != VERSION) {
            return -1;
        }
        int header = FIXED_HEADER_LENGTH + 4 * csrcCount(buffer, offset);
        if (hasExtension(buffer, offset)) {
            if (header + 4 > length) {
                return -1;
            }
            header += 4 + 4 * BigEndian.read16(buffer, offset + header + 2);
        }
        return header <= length ? header : -1;
    }

    /**
     * The length in bytes of the payload of a clear packet, without padding, or -1 if header or padding lie. It may be zero.
     */
    public static int payloadLength(byte[] buffer, int offset, int length) {
        int header = headerLength(buffer, offset, length);
        if (header < 0) {
            return -1;
        }
        int rest = length - header;
        if (!hasPadding(buffer, offset)) {
            return rest;
        }
        int padding = rest == 0 ? 0 : buffer[offset + length - 1] & 0xff;
        return padding == 0 || padding > rest ? -1 : rest - padding;
    }

    /** Whether header, extension and padding of a clear packet all fit into the range. */
    public static boolean isValid(byte[] buffer, int offset, int length) {
        return payloadLength(buffer, offset, length) >= 0;
    }

    /** The version, 2 for every packet of today. */
    public static int version(byte[] buffer, int offset) {
        return (buffer[offset] & 0xff) >>> 6;
    }

    public static boolean hasPadding(byte[] buffer, int offset) {
        return (buffer[offset] & PADDING_BIT) != 0;
    }

    public static boolean hasExtension(byte[] buffer, int offset) {
        return (buffer[offset] & EXTENSION_BIT) != 0;
    }

    /** How many contributing sources the header names, 0 to 15. */
    public static int csrcCount(byte[] buffer, int offset) {
        return buffer[offset] & 0x0f;
    }

    public static boolean marker(byte[] buffer, int offset) {
        return (buffer[offset + 1] & MARKER_BIT) != 0;
    }

    /** The payload type, 0 to 127. */
    public static int payloadType(byte[] buffer, int offset) {
        return buffer[offset + 1] & 0x7f;
    }

    /** The sequence number, 0 to 65535. */
    public static int sequenceNumber(byte[] buffer, int offset) {
        return BigEndian.read16(buffer, offset + 2);
    }

    /** The timestamp in ticks of the payload's clock; 32 bits, compare with {@link SerialNumber}. */
    public static int timestamp(byte[] buffer, int offset) {
        return BigEndian.read32(buffer, offset + 4);
    }

    /** The timestamp as a number from 0 to 2^32 - 1. */
    public static long unsignedTimestamp(byte[] buffer, int offset) {
        return BigEndian.readUnsigned32(buffer, offset + 4);
    }

    /** The synchronisation source as 32 bits. */
    public static int ssrc(byte[] buffer, int offset) {
        return BigEndian.read32(buffer, offset + 8);
    }

    /** The synchronisation source as SDP writes it, from 0 to 2^32 - 1. */
    public static long unsignedSsrc(byte[] buffer, int offset) {
        return BigEndian.readUnsigned32(buffer, offset + 8);
    }

    public static void setMarker(byte[] buffer, int offset, boolean marker) {
        int rest = buffer[offset + 1] & 0x7f;
        buffer[offset + 1] = (byte) (marker ? rest | MARKER_BIT : rest);
    }

    /** Sets the payload type (0 to 127) and leaves the marker. */
    public static void setPayloadType(byte[] buffer, int offset, int payloadType) {
        buffer[offset + 1] = (byte) ((buffer[offset + 1] & MARKER_BIT) | (payloadType & 0x7f));
    }

    /** Sets the sequence number to the low 16 bits of the value. */
    public static void setSequenceNumber(byte[] buffer, int offset, int sequenceNumber) {
        BigEndian.write16(buffer, offset + 2, sequenceNumber);
    }

    public static void setTimestamp(byte[] buffer, int offset, int timestamp) {
        BigEndian.write32(buffer, offset + 4, timestamp);
    }

    public static void setSsrc(byte[] buffer, int offset, int ssrc) {
        BigEndian.write32(buffer, offset + 8, ssrc);
    }

    /**
     * Writes a fixed header (version 2, no padding, extension or contributing sources) and returns its length,
     * {@link #FIXED_HEADER_LENGTH}.
     */
    public static int writeHeader(
            byte[] buffer, int offset, boolean marker, int payloadType, int sequenceNumber, int timestamp, int ssrc) {
        buffer[offset] = (byte) (VERSION << 6);
        buffer[offset + 1] = (byte) ((marker ? MARKER_BIT : 0) | (payloadType & 0x7f));
        setSequenceNumber(buffer, offset, sequenceNumber);
        setTimestamp(buffer, offset, timestamp);
        setSsrc(buffer, offset, ssrc);
        return FIXED_HEADER_LENGTH;
    }
}
