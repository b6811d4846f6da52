package org.livechat.media.inbound;

import java.util.concurrent.TimeUnit;

/** Time as RTCP writes it: seconds since 1900 in the upper 32 bits, their fraction in the lower ones (RFC 3550 4). */
public final class NtpTime {
    /** NTP counts from 1900, Unix from 1970. */
    private static final long UNIX_EPOCH_SECONDS = 2_208_988_800L;

    private static final int MILLIS_PER_SECOND = 1000;

    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** What both clocks of this process said at one moment. */
    private static final long START_NANOS = System.nanoTime();

    private static final long START_NTP = ofUnixMillis(System.currentTimeMillis());

    private NtpTime() {}

    /**
     * What reports say of a moment, by the clock of {@link System#nanoTime}: the wall clock as it stood when this began, and the time
     * since. A wall clock that is set while clients are connected would make round trips of hours, and put what is heard hours apart from
     * what was reported of it; to whom it is told it only has to go on evenly (RFC 3550 4).
     */
    public static long at(long nanoTime) {
        long since = nanoTime - START_NANOS;
        return START_NTP
                + (Math.floorDiv(since, NANOS_PER_SECOND) << 32)
                + (Math.floorMod(since, NANOS_PER_SECOND) << 32) / NANOS_PER_SECOND;
    }

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
