package org.livechat.rtc.bandwidth;

/**
 * The receiver's clock as transport-wide feedback tells it: a reference of 24 bits in units of 64 ms that wraps after 12 days, and
 * steps of 250 us from there. Only differences mean anything.
 */
final class ArrivalClock {
    private static final long REFERENCE_NANOS = 64_000_000;
    private static final long TICK_NANOS = 250_000;

    private boolean started;
    private int reference;
    private long referenceNanos;
    private long nanos;

    /** Sets the clock to a feedback's reference time, 24 bits, signed. */
    void reference(int units) {
        // the shortest way round the 24 bits, so a wrap is a step of one and a forgery a jump of six days at most
        int step = started ? (units - reference) << 8 >> 8 : 0;
        started = true;
        reference = units;
        referenceNanos += step * REFERENCE_NANOS;
        nanos = referenceNanos;
    }

    /** Goes on by a packet's delta, and returns when it arrived. */
    long arrival(int deltaTicks) {
        nanos += deltaTicks * TICK_NANOS;
        return nanos;
    }
}
