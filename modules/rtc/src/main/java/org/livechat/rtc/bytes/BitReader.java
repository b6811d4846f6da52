package org.livechat.rtc.bytes;

/**
 * Reads bits of a range of bytes, the highest of a byte first. What lies behind the end is 0, so that reading cut or hostile bytes comes
 * to an end; {@link #isBeyond} says so. Not thread-safe.
 */
public final class BitReader {
    private static final int MOST_ZEROS = 32;

    private final boolean emulationPrevented;
    private byte[] bytes;
    private int end;
    private int at;
    private int bit;
    private int zeros;
    private boolean beyond;

    /** @param emulationPrevented whether a 3 behind two zero bytes is not part of the data (H.264 7.4.1.1) */
    public BitReader(byte[] bytes, int offset, int end, boolean emulationPrevented) {
        this.bytes = bytes;
        this.at = offset;
        this.end = end;
        this.emulationPrevented = emulationPrevented;
    }

    /** Begins with another range, as a new one would. */
    public void restart(byte[] newBytes, int offset, int newEnd) {
        bytes = newBytes;
        at = offset;
        end = newEnd;
        bit = 0;
        zeros = 0;
        beyond = false;
    }

    /** Whether more was read than there is. */
    public boolean isBeyond() {
        return beyond;
    }

    /** The next bit, 0 or 1. */
    public int bit() {
        if (at >= end) {
            beyond = true;
            return 0;
        }
        int value = bytes[at] >> (Byte.SIZE - 1 - bit) & 1;
        bit++;
        if (bit == Byte.SIZE) {
            next();
        }
        return value;
    }

    private void next() {
        bit = 0;
        zeros = bytes[at] == 0 ? zeros + 1 : 0;
        at++;
        if (emulationPrevented && zeros == 2 && at < end && bytes[at] == 3) {
            at++;
            zeros = 0;
        }
    }

    /** The next bit, as an answer. */
    public boolean flag() {
        return bit() != 0;
    }

    /** A number of so many bits, 32 at most. */
    public long bits(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** Leaves out so many bits. */
    public void skip(int count) {
        for (int i = 0; i < count && !beyond; i++) {
            bit();
        }
    }

    /** An unsigned number of Exp-Golomb's code (H.264 9.1; AV1 calls it uvlc, 4.10.3). */
    public long unsigned() {
        int leading = 0;
        while (leading < MOST_ZEROS && !beyond && bit() == 0) {
            leading++;
        }
        return (1L << leading) - 1 + bits(leading);
    }

    /** A signed one (H.264 9.1.1). */
    public long signed() {
        long code = unsigned();
        return (code & 1) != 0 ? (code + 1) / 2 : -(code / 2);
    }
}
