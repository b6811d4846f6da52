package org.livechat.rtc.loss;

import java.util.concurrent.TimeUnit;

/**
 * Which packets of one outbound stream may be sent again for one receiver that asks for them with NACKs (RFC 4585 6.2.1).
 *
 * <p>One packet goes again once a round trip at most, since an answer may be under way, and six times at most. All together are
 * bounded by a budget, so that a storm of requests costs only its sender: it can double what it receives, and no more.
 *
 * <p>Owned by one thread. Times are nanoseconds of one clock that only goes forward, sequence numbers are 0 to 65535. The memory
 * is of {@value #REMEMBERED} packets; it is taken at the first request.
 */
public final class ResendLimits {
    /** How many packets are remembered: more than one report of losses names, and more than half a second of video. */
    static final int REMEMBERED = 256;

    static final int MOST_TIMES = 6;
    static final long LEAST_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** After so long a number is of another packet: at 10 000 packets a second it comes again after 6.5 s. */
    static final long FORGOTTEN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A third of a second of a picture of 1.5 Mbit/s, and at first there is as much: a keyframe may be lost whole. */
    static final int MOST_BYTES = 64 * 1024;

    private char[] sequences = {};
    private long[] lastNanos = {};
    private byte[] times = {};

    /** What may be spent now. */
    private int credit = MOST_BYTES;

    private int countedBytes;

    /**
     * Limits under which nothing has been sent again yet.
     *
     * @param streamBytes how much the stream has sent of its own accord so far, modulo 2^32
     */
    public ResendLimits(int streamBytes) {
        countedBytes = streamBytes;
    }

    /**
     * Asks whether a packet may be sent again now, and counts it as sent if so. Then ask
     * {@link #spend}: a repeated request costs no budget.
     *
     * @param roundTripNanos the round trip to the receiver
     */
    public boolean mayResend(int sequence, long nowNanos, long roundTripNanos) {
        if (times.length == 0) {
            sequences = new char[REMEMBERED];
            lastNanos = new long[REMEMBERED];
            times = new byte[REMEMBERED];
        }
        int index = sequence & (REMEMBERED - 1);
        long since = nowNanos - lastNanos[index];
        boolean known = times[index] > 0 && sequences[index] == (char) sequence && since < FORGOTTEN_AFTER_NANOS;
        if (known && (times[index] == MOST_TIMES || since < Math.max(roundTripNanos, LEAST_INTERVAL_NANOS))) {
            return false;
        }
        times[index] = (byte) (known ? times[index] + 1 : 1);
        sequences[index] = (char) sequence;
        lastNanos[index] = nowNanos;
        return true;
    }

    /**
     * Takes bytes from the budget, which fills with what the stream sends of its own accord and holds {@value #MOST_BYTES}.
     *
     * @param bytes the size of the packet that is to be sent again, 0 or more
     * @param streamBytes how much the stream has sent of its own accord so far, modulo 2^32
     * @return false if there is not enough left; then nothing is taken
     */
    public boolean spend(int bytes, int streamBytes) {
        int sent = streamBytes - countedBytes;
        countedBytes = streamBytes;
        // Negative only when it has sent 2^31 bytes since: then the budget is full.
        credit = sent < 0 || sent > MOST_BYTES - credit ? MOST_BYTES : credit + sent;
        if (bytes > credit) {
            return false;
        }
        credit -= bytes;
        return true;
    }
}
