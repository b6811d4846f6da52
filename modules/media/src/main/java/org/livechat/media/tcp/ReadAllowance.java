package org.livechat.media.tcp;

import java.util.concurrent.TimeUnit;

/**
 * How much of a connection is read: what clients send has room many times over, and one that floods is read no faster, so that TCP's own
 * flow control slows it down and nothing of it is lost. A bucket of bytes in which a short packet counts as {@link #LEAST_OF_A_PACKET},
 * since it costs a worker as much as a long one. What is read at a time may overdraw it. Owned by the port's thread.
 */
final class ReadAllowance {
    /** 34 Mbit/s, or 4,000 packets a second: a voice is 50, and a picture of 5 Mbit/s 600. */
    static final long BYTES_PER_SECOND = 4 << 20;

    /** At once: a keyframe, or what has waited on a way that stood still. */
    static final long MOST_AT_ONCE = 128 << 10;

    static final int LEAST_OF_A_PACKET = 1 << 10;

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long left = MOST_AT_ONCE;
    private long filledNanos;

    ReadAllowance(long nowNanos) {
        filledNanos = nowNanos;
    }

    /** Whether something may be read. */
    boolean isLeft(long nowNanos) {
        long elapsed = Math.min(nowNanos - filledNanos, SECOND_NANOS);
        left = Math.min(left + elapsed * BYTES_PER_SECOND / SECOND_NANOS, MOST_AT_ONCE);
        filledNanos = nowNanos;
        return left > 0;
    }

    /** Takes off what was read. */
    void read(int bytes) {
        left -= bytes;
    }

    /** Takes off what a packet among what was read costs beyond its bytes. */
    void packet(int bytes) {
        left -= Math.max(LEAST_OF_A_PACKET - bytes, 0);
    }
}
