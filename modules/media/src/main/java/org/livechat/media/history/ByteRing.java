package org.livechat.media.history;

/**
 * The latest bytes of many pieces, each in one run; the oldest give way. A piece is found by where it begins, counted from the
 * first byte that was ever put in. Not thread-safe.
 */
public final class ByteRing {
    /** Says of a piece that it was too long to be kept. */
    public static final long NOWHERE = -1;

    private final byte[] bytes;
    private long end;

    /** @param size how many bytes are kept at most */
    public ByteRing(int size) {
        bytes = new byte[size];
    }

    /** Puts in a piece; returns where it begins, or {@link #NOWHERE}. */
    public long put(byte[] source, int offset, int length) {
        if (length > bytes.length) {
            return NOWHERE;
        }
        int left = bytes.length - index(end);
        long start = length > left ? end + left : end;
        System.arraycopy(source, offset, bytes, index(start), length);
        end = start + length;
        return start;
    }

    /** Whether the piece that begins there is whole. */
    public boolean has(long start) {
        return start >= 0 && end - start <= bytes.length;
    }

    /** What the pieces lie in. */
    public byte[] array() {
        return bytes;
    }

    /** Where in the array a piece begins. */
    public int index(long start) {
        return (int) (start % bytes.length);
    }
}
