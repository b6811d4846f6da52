package org.livechat.rtc.rtp;

import java.util.concurrent.TimeUnit;

/**
 * The round trip to a peer, from the report blocks in which it names our sender reports (RFC 3550 6.4.1): the time since the
 * report was sent, less the time that the peer kept it. What extended reports name (RFC 3611 4.5) is calculated alike.
 *
 * <p>Smoothed as TCP does it (RFC 6298), an eighth of each new measurement. Only measurements from 0 to {@link #MOST_NANOS} count,
 * so that a peer that lies gets no more than a strange estimate of its own. Owned by one thread.
 */
public final class RoundTrip {
    /** The longest round trip that is believed: 10 s. */
    public static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int SMOOTHING_BITS = 3;

    /** A clock that is a little off, or rounding, makes a short round trip negative: by that much, in 1/65536 s, it is 0. */
    private static final int TOLERANCE = 65_536 / 100;

    private final long defaultNanos;
    private boolean known;
    private long smoothedNanos;
    private long latestNanos;

    /**
     * @param defaultNanos the estimate until there is a measurement, 0 to {@link #MOST_NANOS}
     */
    public RoundTrip(long defaultNanos) {
        if (defaultNanos < 0 || defaultNanos > MOST_NANOS) {
            throw new IllegalArgumentException(
                    "a round trip of " + defaultNanos + " ns by default, but it must be from 0 to " + MOST_NANOS);
        }
        this.defaultNanos = defaultNanos;
    }

    /**
     * Takes a report block into account.
     *
     * @param nowCompactNtp when the report came: the middle 32 bits of our own wall clock, the one of our sender reports
     * @param lastSenderReport the block's {@link ReportBlocks#lastSenderReport}; 0 says that the peer has none
     * @param delaySinceLastSenderReport the block's {@link ReportBlocks#delaySinceLastSenderReport}, in 1/65536 s
     * @return whether it was a measurement that can be believed
     */
    public boolean reported(int nowCompactNtp, int lastSenderReport, int delaySinceLastSenderReport) {
        if (lastSenderReport == 0) {
            return false;
        }
        // Modulo 2^32, as the clock wraps every 18 hours. A delay is unsigned: one of 9 hours or more makes this
        // nonsense.
        int measured = nowCompactNtp - lastSenderReport - delaySinceLastSenderReport;
        if (delaySinceLastSenderReport < 0 || measured < -TOLERANCE || toNanos(measured) > MOST_NANOS) {
            return false;
        }
        measured(toNanos(Math.max(measured, 0)));
        return true;
    }

    private static long toNanos(int compact) {
        return (compact * TimeUnit.SECONDS.toNanos(1)) >> 16;
    }

    private void measured(long nanos) {
        latestNanos = nanos;
        smoothedNanos = known ? smoothedNanos + ((nanos - smoothedNanos) >> SMOOTHING_BITS) : nanos;
        known = true;
    }

    /** Whether there has been a measurement. */
    public boolean isKnown() {
        return known;
    }

    /** The last measurement in nanoseconds, or the default until there is one. */
    public long latestNanos() {
        return known ? latestNanos : defaultNanos;
    }

    /** The smoothed round trip in nanoseconds, or the default until there is a measurement; 0 to {@link #MOST_NANOS}. */
    public long nanos() {
        return known ? smoothedNanos : defaultNanos;
    }
}
