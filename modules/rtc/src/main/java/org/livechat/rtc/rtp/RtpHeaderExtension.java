package org.livechat.rtc.rtp;

import org.livechat.rtc.bytes.BigEndian;

/**
 * Finds header extension elements by their local identifier, in the one-byte and the two-byte form (RFC 8285).
 *
 * <p>A location packs where an element's data lies and how long it is, so that a search allocates nothing:
 *
 * <pre>{@code
 * long location = RtpHeaderExtension.find(buffer, offset, length, id);
 * if (location != RtpHeaderExtension.NOT_FOUND) {
 *     int first = buffer[RtpHeaderExtension.position(location)];
 * }
 * }</pre>
 */
public final class RtpHeaderExtension {
    /** The location of an element that is not there. */
    public static final long NOT_FOUND = -1;

    private static final int ONE_BYTE_PROFILE = 0xbede;
    private static final int TWO_BYTE_PROFILE = 0x1000;
    private static final int TWO_BYTE_PROFILE_MASK = 0xfff0;
    private static final int ONE_BYTE_STOP = 15;

    private RtpHeaderExtension() {}

    /**
     * Finds the first element with that identifier.
     *
     * @param id local identifier as negotiated in SDP: 1 to 14 in the one-byte form, 1 to 255 in the two-byte form
     * @return its location, or {@link #NOT_FOUND} if it is absent or the packet is malformed before it
     */
    public static long find(byte[] buffer, int offset, int length, int id) {
        int headerLength = RtpPacket.headerLength(buffer, offset, length);
        if (headerLength < 0 || !RtpPacket.hasExtension(buffer, offset) || id <= 0) {
            return NOT_FOUND;
        }
        int start = offset + RtpPacket.FIXED_HEADER_LENGTH + 4 * RtpPacket.csrcCount(buffer, offset);
        int profile = BigEndian.read16(buffer, start);
        int end = offset + headerLength;
        if (profile == ONE_BYTE_PROFILE) {
            return findOneByte(buffer, start + 4, end, id);
        }
        if ((profile & TWO_BYTE_PROFILE_MASK) == TWO_BYTE_PROFILE) {
            return findTwoByte(buffer, start + 4, end, id);
        }
        return NOT_FOUND;
    }

    /** Index in the buffer of the element's first byte of data. */
    public static int position(long location) {
        return (int) (location >>> 8);
    }

    /** Length of the element's data: 1 to 16 bytes in the one-byte form, 0 to 255 in the two-byte form. */
    public static int length(long location) {
        return (int) (location & 0xff);
    }

    private static long findOneByte(byte[] buffer, int start, int end, int id) {
        int position = start;
        while (position < end) {
            int head = buffer[position++] & 0xff;
            if (head == 0) {
                continue;
            }
            int element = head >>> 4;
            int length = (head & 0x0f) + 1;
            // RFC 8285 4.2: 15 ends the search, and so does padding that claims a length.
            if (element == ONE_BYTE_STOP || element == 0 || length > end - position) {
                return NOT_FOUND;
            }
            if (element == id) {
                return location(position, length);
            }
            position += length;
        }
        return NOT_FOUND;
    }

    private static long findTwoByte(byte[] buffer, int start, int end, int id) {
        int position = start;
        while (position < end) {
            int element = buffer[position++] & 0xff;
            if (element == 0) {
                continue;
            }
            if (position == end) {
                return NOT_FOUND;
            }
            int length = buffer[position++] & 0xff;
            if (length > end - position) {
                return NOT_FOUND;
            }
            if (element == id) {
                return location(position, length);
            }
            position += length;
        }
        return NOT_FOUND;
    }

    private static long location(int position, int length) {
        return (long) position << 8 | length;
    }
}
