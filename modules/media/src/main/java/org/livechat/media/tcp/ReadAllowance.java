package org.livechat.media.tcp;

import java.util.concurrent.TimeUnit;

/**
 * How much is read of a client, by all its connections together, or of the strangers of a network: what clients send has room many times
 * over, and who floods is read no faster, so that TCP's own flow control slows it down and nothing of it is lost. A bucket of bytes in
 * which a short packet counts as {@link #LEAST_OF_A_PACKET}, since it costs a worker as much as a long one. What is read at a time may
 * overdraw it. Made by any thread, then owned by the port's.
 */
public final class ReadAllowance {
    /** Of a client, 34 Mbit/s, or 4,000 packets a second: a voice is 50, and a picture of 5 Mbit/s 600. */
    static final long BYTES_PER_SECOND = 4 << 20;

    /** Of a client at once: a keyframe, or what has waited on a way that stood still. */
    static final long MOST_AT_ONCE = 128 << 10;

    /** Of a network's strangers, of whom each becomes a client by its first packets: some thousands a second may come by one NAT. */
    static final long STRANGERS_BYTES_PER_SECOND = 4 * BYTES_PER_SECOND;

    static final long STRANGERS_MOST_AT_ONCE = 4 * MOST_AT_ONCE;

    static final int LEAST_OF_A_PACKET = 1 << 10;

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long bytesPerSecond;
    private final long most;

    /** In billionths of a byte, of which each nanosecond brings a whole number, so that none is lost however often it is asked. */
    private long left;

    private long filledNanos;

    private ReadAllowance(long bytesPerSecond, long mostAtOnce, long nowNanos) {
        this.bytesPerSecond = bytesPerSecond;
        this.most = mostAtOnce * SECOND_NANOS;
        this.left = most;
        this.filledNanos = nowNanos;
    }

    /** That of a client, whatever the number of its connections. */
    public static ReadAllowance ofClient(long nowNanos) {
        return new ReadAllowance(BYTES_PER_SECOND, MOST_AT_ONCE, nowNanos);
    }

    /** That of all connections of a network which no client has proved to be at. */
    static ReadAllowance ofStrangers(long nowNanos) {
        return new ReadAllowance(STRANGERS_BYTES_PER_SECOND, STRANGERS_MOST_AT_ONCE, nowNanos);
    }

    /** Whether something may be read. */
    boolean isLeft(long nowNanos) {
        // It may have been made, by another thread, a moment after the time that the port's thread has looked at.
        long elapsed = Math.clamp(nowNanos - filledNanos, 0, SECOND_NANOS);
        left = Math.min(left + elapsed * bytesPerSecond, most);
        filledNanos = nowNanos;
        return left > 0;
    }

    /** Takes off what was read. */
    void read(int bytes) {
        left -= bytes * SECOND_NANOS;
    }

    /** Takes off what a packet among what was read costs beyond its bytes. */
    void packet(int bytes) {
        left -= Math.max(LEAST_OF_A_PACKET - bytes, 0) * SECOND_NANOS;
    }
}
