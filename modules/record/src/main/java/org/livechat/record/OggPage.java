package org.livechat.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A page of an Ogg stream while packets are put into it (RFC 3533 6). Reused. One thread. */
final class OggPage {
    static final int HEADER = 27;
    static final int FLAGS_AT = 5;
    static final int GRANULE_AT = 6;
    static final int NUMBER_AT = 18;
    static final int CHECKSUM_AT = 22;
    static final int SEGMENTS_AT = 26;
    static final int BEGIN = 2;
    static final int END = 4;
    static final int MOST_SEGMENTS = 255;
    /** No page is longer. */
    static final int LONGEST = HEADER + MOST_SEGMENTS + MOST_SEGMENTS * 255;

    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int rest = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                rest = rest < 0 ? (rest << 1) ^ 0x04C11DB7 : rest << 1;
            }
            TABLE[i] = rest;
        }
    }

    private final byte[] lacing = new byte[MOST_SEGMENTS];
    private final byte[] content = new byte[MOST_SEGMENTS * 255];
    private int segments;
    private int length;

    boolean isEmpty() {
        return segments == 0;
    }

    /** Whether a packet of this length goes in. Packets are never cut. */
    boolean fits(int bytes) {
        return segments + bytes / 255 + 1 <= MOST_SEGMENTS;
    }

    void add(byte[] from, int offset, int bytes) {
        for (int left = bytes; ; left -= 255) {
            lacing[segments++] = (byte) Math.min(left, 255);
            if (left < 255) {
                break;
            }
        }
        System.arraycopy(from, offset, content, length, bytes);
        length += bytes;
    }

    /** The page as it is written, and a new one begins. */
    ByteBuffer take(int flags, long granule, int serial, int number) {
        ByteBuffer page = ByteBuffer.allocate(HEADER + segments + length).order(ByteOrder.LITTLE_ENDIAN);
        page.put(new byte[] {'O', 'g', 'g', 'S', 0, (byte) flags})
                .putLong(granule)
                .putInt(serial)
                .putInt(number)
                .putInt(0)
                .put((byte) segments)
                .put(lacing, 0, segments)
                .put(content, 0, length)
                .flip();
        page.putInt(CHECKSUM_AT, checksum(page));
        segments = 0;
        length = 0;
        return page;
    }

    /** Of a page whose own checksum counts as 0: polynomial 0x04C11DB7, nothing reflected or inverted (RFC 3533 6). */
    static int checksum(ByteBuffer page) {
        int rest = 0;
        for (int i = 0; i < page.limit(); i++) {
            int octet = i >= CHECKSUM_AT && i < CHECKSUM_AT + 4 ? 0 : page.get(i) & 0xFF;
            rest = (rest << 8) ^ TABLE[((rest >>> 24) ^ octet) & 0xFF];
        }
        return rest;
    }
}
