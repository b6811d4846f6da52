package org.livechat.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

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

    /** A second of speech. */
    private static final int USUAL = 8 * 1024;

    private static final int AT_ONCE = 8;
    /** What an octet adds to the checksum with so many octets behind it, of those that are taken at once. */
    private static final int[][] TABLES = new int[AT_ONCE][256];

    static {
        for (int i = 0; i < 256; i++) {
            int rest = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                rest = rest < 0 ? (rest << 1) ^ 0x04C11DB7 : rest << 1;
            }
            TABLES[0][i] = rest;
        }
        for (int behind = 1; behind < AT_ONCE; behind++) {
            for (int i = 0; i < 256; i++) {
                TABLES[behind][i] = next(TABLES[behind - 1][i], 0);
            }
        }
    }

    private final byte[] lacing = new byte[MOST_SEGMENTS];
    private byte[] content = new byte[USUAL];
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
        if (length + bytes > content.length) {
            content = Arrays.copyOf(content, Math.max(2 * content.length, length + bytes));
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
        int at = 0;
        for (; at < Math.min(HEADER, page.limit()); at++) {
            rest = next(rest, at >= CHECKSUM_AT && at < CHECKSUM_AT + 4 ? 0 : page.get(at));
        }
        for (; at + AT_ONCE <= page.limit(); at += AT_ONCE) {
            rest = next(rest, bigEndian(page, at), bigEndian(page, at + 4));
        }
        for (; at < page.limit(); at++) {
            rest = next(rest, page.get(at));
        }
        return rest;
    }

    private static int next(int rest, int octet) {
        return (rest << 8) ^ TABLES[0][(rest >>> 24) ^ (octet & 0xFF)];
    }

    /** Eight octets at once ("slicing"). */
    private static int next(int rest, int first, int second) {
        int begin = rest ^ first;
        return TABLES[7][begin >>> 24]
                ^ TABLES[6][(begin >>> 16) & 0xFF]
                ^ TABLES[5][(begin >>> 8) & 0xFF]
                ^ TABLES[4][begin & 0xFF]
                ^ TABLES[3][second >>> 24]
                ^ TABLES[2][(second >>> 16) & 0xFF]
                ^ TABLES[1][(second >>> 8) & 0xFF]
                ^ TABLES[0][second & 0xFF];
    }

    private static int bigEndian(ByteBuffer page, int at) {
        int four = page.getInt(at);
        return page.order() == ByteOrder.BIG_ENDIAN ? four : Integer.reverseBytes(four);
    }
}
