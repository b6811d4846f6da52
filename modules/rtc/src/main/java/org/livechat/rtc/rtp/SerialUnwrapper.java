package org.livechat.rtc.rtp;

/**
 * Turns numbers that wrap into numbers that do not, by taking each as the nearest to the highest seen.
 *
 * <p>The first number is returned as it is; one that lies before it may come out negative. Owned by one thread.
 */
public final class SerialUnwrapper {
    private final int shift;
    private boolean started;
    private long highest;

    private SerialUnwrapper(int bits) {
        shift = Long.SIZE - bits;
    }

    /** An unwrapper of 16-bit sequence numbers. */
    public static SerialUnwrapper ofSequenceNumbers() {
        return new SerialUnwrapper(16);
    }

    /** An unwrapper of 32-bit timestamps. */
    public static SerialUnwrapper ofTimestamps() {
        return new SerialUnwrapper(32);
    }

    /** Returns the number without wrapping; a number half the range away counts as older. */
    public long unwrap(int value) {
        if (!started) {
            started = true;
            highest = (long) value << shift >>> shift;
            return highest;
        }
        long difference = (value - highest) << shift >> shift;
        long unwrapped = highest + difference;
        highest = Math.max(highest, unwrapped);
        return unwrapped;
    }

    /** The highest number so far, 0 before the first. */
    public long highest() {
        return highest;
    }
}
