package org.livechat.media.inbound;

/** Time as RTCP writes it: seconds since 1900 in the upper 32 bits, their fraction in the lower ones (RFC 3550 4). */
public final class NtpTime {
    /** NTP counts from 1900, Unix from 1970. */
    private static final long UNIX_EPOCH_SECONDS = 2_208_988_800L;

    private static final int MILLIS_PER_SECOND = 1000;

    private NtpTime() {}

    public static long ofUnixMillis(long millis) {
        long seconds = millis / MILLIS_PER_SECOND + UNIX_EPOCH_SECONDS;
        return (seconds << 32) | (((millis % MILLIS_PER_SECOND) << 32) / MILLIS_PER_SECOND);
    }

    /** The middle 32 bits, by which reports name each other. */
    public static int compact(long ntp) {
        return (int) (ntp >>> 16);
    }

    /** Ticks of a media clock, which may be negative, as a span of NTP time. */
    static long span(int ticks, int clockRate) {
        return ((long) ticks << 32) / clockRate;
    }

    /** A span of NTP time, which may be negative, in ticks of a media clock. */
    static int ticks(long span, int clockRate) {
        return (int) ((span >> 32) * clockRate + (((span & 0xFFFF_FFFFL) * clockRate) >> 32));
    }
}
