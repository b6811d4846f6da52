package org.livechat.media.outbound;

import java.util.concurrent.TimeUnit;

/**
 * How often a packet is sent again, and how many bytes of a stream are: no more of them than were sent for the first time, so
 * that whoever asks for everything again and again gets what it would have got, twice, and no more. Owned by one worker.
 */
final class ResendLimit {
    static final int MOST_TIMES = 6;
    static final int MOST_CREDIT_BYTES = 64 * 1024;

    private static final int PLACES = 256;
    private static final long LEAST_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final int[] sequences = new int[PLACES];
    private final int[] times = new int[PLACES];
    private final long[] lastNanos = new long[PLACES];
    private int credit = MOST_CREDIT_BYTES;
    private int sentBytes;

    /** @param alreadySent how many bytes the stream has sent so far, modulo 2^32 */
    ResendLimit(int alreadySent) {
        sentBytes = alreadySent;
    }

    /**
     * Whether a packet may be sent again now; counts it as sent if so.
     *
     * @param roundTripNanos an answer that is on its way is not given twice
     */
    boolean takes(int sequence, long nowNanos, long roundTripNanos) {
        int place = sequence & (PLACES - 1);
        if (sequences[place] != sequence || times[place] == 0) {
            sequences[place] = sequence;
            times[place] = 0;
        } else if (times[place] == MOST_TIMES
                || nowNanos - lastNanos[place] < Math.max(LEAST_INTERVAL_NANOS, roundTripNanos)) {
            return false;
        }
        times[place]++;
        lastNanos[place] = nowNanos;
        return true;
    }

    /**
     * Whether there is credit left for more.
     *
     * @param nowSent how many bytes the stream has sent so far, modulo 2^32
     */
    boolean hasCredit(int nowSent) {
        // Both wrap; a stream sends less than 2^31 bytes between two requests, or has credit anyway.
        credit = (int) Math.min(MOST_CREDIT_BYTES, (long) credit + Math.max(0, nowSent - sentBytes));
        sentBytes = nowSent;
        return credit > 0;
    }

    void spend(int bytes) {
        credit -= bytes;
    }
}
