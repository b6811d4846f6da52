package org.livechat.rtc.rtp;

import org.livechat.rtc.bytes.BigEndian;

/**
 * Walks the blocks of a payload with redundant audio (RED, RFC 2198 section 3): older payloads first, the primary one last.
 *
 * <pre>{@code
 * if (red.wrap(buffer, payloadOffset, payloadLength)) {
 *     while (red.next()) {
 *         int timestamp = packetTimestamp - red.timestampOffset();
 *         ... buffer, red.offset(), red.length()
 *     }
 * }
 * }</pre>
 *
 * <p>Meant to be kept and wrapped again for each packet; owned by one thread. It allocates nothing.
 */
public final class RedPayload {
    /** The farthest that an older payload may lie behind, in ticks: 14 bits. */
    public static final int MOST_TIMESTAMP_OFFSET = 0x3fff;

    /** The most bytes that an older payload may have: 10 bits. */
    public static final int MOST_LENGTH = 0x3ff;

    /** Bytes of an older payload's header. */
    public static final int OLDER_HEADER_LENGTH = 4;

    /** Bytes of the primary payload's header. */
    public static final int PRIMARY_HEADER_LENGTH = 1;

    private static final int FOLLOWED_BIT = 0x80;

    private byte[] buffer = {};
    private int end;
    private int header;
    private int data;
    private boolean ended = true;
    private int payloadType;
    private int timestampOffset;
    private int offset;
    private int length;

    /** A reader that stands on nothing until it is wrapped around a payload. */
    public RedPayload() {}

    /**
     * Sets the reader before the first block.
     *
     * @return false if the headers do not end, or declare more than is there; then there are no blocks
     */
    public boolean wrap(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.end = offset + length;
        this.header = offset;
        this.data = dataStart(buffer, offset, end);
        this.ended = data < 0;
        return !ended;
    }

    /** Where the first block's data begins, or -1 if a length lies. The work is bounded by the length of the payload. */
    private static int dataStart(byte[] buffer, int offset, int end) {
        int at = offset;
        int declared = 0;
        while (at < end && (buffer[at] & FOLLOWED_BIT) != 0) {
            if (end - at < OLDER_HEADER_LENGTH) {
                return -1;
            }
            declared += BigEndian.read16(buffer, at + 2) & MOST_LENGTH;
            at += OLDER_HEADER_LENGTH;
        }
        int start = at + PRIMARY_HEADER_LENGTH;
        return start + declared <= end ? start : -1;
    }

    /** Moves to the next block; false after the primary one. */
    public boolean next() {
        if (ended) {
            return false;
        }
        payloadType = buffer[header] & 0x7f;
        offset = data;
        if ((buffer[header] & FOLLOWED_BIT) == 0) {
            timestampOffset = 0;
            length = end - data;
            ended = true;
        } else {
            int offsetAndLength = BigEndian.read24(buffer, header + 1);
            timestampOffset = offsetAndLength >>> 10;
            length = offsetAndLength & MOST_LENGTH;
            header += OLDER_HEADER_LENGTH;
            data += length;
        }
        return true;
    }

    /** Whether the block is the primary one, which is the last. */
    public boolean isPrimary() {
        return ended;
    }

    /** The payload type of the block, 0 to 127. */
    public int payloadType() {
        return payloadType;
    }

    /** How many ticks the block is older than the packet, 0 to {@link #MOST_TIMESTAMP_OFFSET}; 0 for the primary one. */
    public int timestampOffset() {
        return timestampOffset;
    }

    /** Where in the buffer the block's data begins. */
    public int offset() {
        return offset;
    }

    /** The length of the block's data in bytes; it may be 0. */
    public int length() {
        return length;
    }

    /** Whether an older payload can be carried: it is older, not too old, and neither empty nor too long. */
    public static boolean canCarry(int timestampOffset, int length) {
        return timestampOffset > 0 && timestampOffset <= MOST_TIMESTAMP_OFFSET && length > 0 && length <= MOST_LENGTH;
    }

    /** Writes the header of an older payload that {@link #canCarry can be carried}, and returns where the next header goes. */
    public static int writeOlderHeader(byte[] target, int at, int payloadType, int timestampOffset, int length) {
        BigEndian.write32(target, at, FOLLOWED_BIT << 24 | payloadType << 24 | timestampOffset << 10 | length);
        return at + OLDER_HEADER_LENGTH;
    }

    /** Writes the header of the primary payload, and returns where the data goes: that of the older ones first. */
    public static int writePrimaryHeader(byte[] target, int at, int payloadType) {
        BigEndian.write8(target, at, payloadType & 0x7f);
        return at + PRIMARY_HEADER_LENGTH;
    }
}
