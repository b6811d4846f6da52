package org.livechat.rtc.rtp;

import org.livechat.rtc.bytes.BigEndian;

/**
 * Walks the packets of an RTCP datagram, compound (RFC 3550 6.1) or of reduced size (RFC 5506), trusting none of its lengths.
 *
 * <pre>{@code
 * reader.wrap(buffer, offset, length);
 * while (reader.next()) {
 *     switch (reader.type()) { ... }
 * }
 * }</pre>
 *
 * <p>Meant to be kept and wrapped again for each datagram; owned by one thread. It allocates nothing.
 */
public final class RtcpReader {
    /** Bytes of the header that every RTCP packet has. */
    public static final int HEADER_LENGTH = 4;

    private static final int VERSION = 2;
    private static final int PADDING_BIT = 0x20;

    private byte[] buffer = {};
    private int next;
    private int end;
    private int offset;
    private int length;
    private boolean malformed;

    /** A reader that stands on nothing until it is wrapped around a datagram. */
    public RtcpReader() {}

    /** Sets the reader before the first packet of a clear RTCP datagram, and returns it. */
    public RtcpReader wrap(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.next = offset;
        this.end = offset + length;
        this.offset = offset;
        this.length = 0;
        this.malformed = false;
        return this;
    }

    /**
     * Moves to the next packet.
     *
     * @return false at the end of the datagram, and at the first packet whose header, length or padding lie
     */
    public boolean next() {
        if (malformed || next == end) {
            return false;
        }
        malformed = !readHeader();
        return !malformed;
    }

    private boolean readHeader() {
        if (end - next < HEADER_LENGTH || (buffer[next] & 0xff) >>> 6 != VERSION) {
            return false;
        }
        int declared = HEADER_LENGTH + 4 * BigEndian.read16(buffer, next + 2);
        if (declared > end - next) {
            return false;
        }
        int padding = 0;
        if ((buffer[next] & PADDING_BIT) != 0) {
            padding = buffer[next + declared - 1] & 0xff;
            // RFC 3550 6.4.1 wants padding in the last packet only, and a multiple of four. libwebrtc does not keep to
            // that: it fills
            // transport-wide feedback to a word with one to three bytes, wherever it stands.
            if (padding == 0 || padding > declared - HEADER_LENGTH) {
                return false;
            }
        }
        offset = next;
        length = declared - padding;
        next += declared;
        return true;
    }

    /** Whether the walk ended early because a packet lied; those before it were sound. */
    public boolean isMalformed() {
        return malformed;
    }

    /** The packet's type, 0 to 255, see {@link RtcpType}. */
    public int type() {
        return buffer[offset + 1] & 0xff;
    }

    /** The five bits of the header that are a count of blocks, or the format of a feedback packet. */
    public int count() {
        return buffer[offset] & 0x1f;
    }

    /** Where in the buffer the packet starts. */
    public int offset() {
        return offset;
    }

    /** The packet's length in bytes, header included, padding excluded. */
    public int length() {
        return length;
    }

    /** The SSRC of the packet's sender, or 0 if the packet ends before it. */
    public int senderSsrc() {
        return length >= 8 ? int32(4) : 0;
    }

    /** The SSRC that a feedback packet is about, or 0 if the packet ends before it. */
    public int mediaSsrc() {
        return length >= 12 ? int32(8) : 0;
    }

    int int8(int position) {
        return BigEndian.read8(buffer, offset + position);
    }

    int int16(int position) {
        return BigEndian.read16(buffer, offset + position);
    }

    int int24(int position) {
        return BigEndian.read24(buffer, offset + position);
    }

    int int32(int position) {
        return BigEndian.read32(buffer, offset + position);
    }

    long int64(int position) {
        return BigEndian.read64(buffer, offset + position);
    }
}
