package org.livechat.media.quality;

/**
 * How long a worker's rounds take, in ns. A packet is received, sent on and given to the kernel within one, so that it spends no
 * longer than that in the server, or twice that where another worker sends it. Written and read by one worker.
 */
public final class RoundTime {
    private static final int SMOOTHING_BITS = 4;

    private long nanos;

    public RoundTime() {}

    /** Notes a round in which there was something to do. */
    public void took(long roundNanos) {
        nanos += (roundNanos - nanos) >> SMOOTHING_BITS;
    }

    /** Of late, a sixteenth of each round. */
    public long nanos() {
        return nanos;
    }
}
