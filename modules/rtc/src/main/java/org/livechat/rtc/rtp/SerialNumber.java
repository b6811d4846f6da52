package org.livechat.rtc.rtp;

/**
 * Comparison of numbers that wrap (RFC 1982): sequence numbers of 16 bits, timestamps of 32.
 *
 * <p>Two numbers exactly half the range apart have no order by the RFC; here neither is newer than the other.
 */
public final class SerialNumber {
    private SerialNumber() {}

    /** How many steps the first sequence number is ahead of the second, from -32768 to 32767. */
    public static int difference16(int first, int second) {
        return (short) (first - second);
    }

    /** Whether the first sequence number comes after the second. */
    public static boolean isNewer16(int first, int second) {
        return difference16(first, second) > 0;
    }

    /** How many ticks the first timestamp is ahead of the second, from -2^31 to 2^31 - 1. */
    public static int difference32(int first, int second) {
        return first - second;
    }

    /** Whether the first timestamp comes after the second. */
    public static boolean isNewer32(int first, int second) {
        return difference32(first, second) > 0;
    }
}
