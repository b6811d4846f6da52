package org.livechat.media.worker;

/** A way that takes so many bits a second, with a queue before it: what does not fit is lost. */
final class ModelledWay {
    /** IP and UDP, and what SRTP and a header with extensions add to a payload. */
    private static final int OVERHEAD_BYTES = 28 + 40;

    private final long queueNanos;
    private long bitsPerSecond;
    private long freeNanos;

    ModelledWay(long bitsPerSecond, long queueNanos) {
        this.bitsPerSecond = bitsPerSecond;
        this.queueNanos = queueNanos;
    }

    void takes(long newBitsPerSecond) {
        bitsPerSecond = newBitsPerSecond;
    }

    /** When a packet is through; negative if it is lost. */
    long send(int payloadBytes, long nowNanos) {
        if (queue(nowNanos) > queueNanos) {
            return -1;
        }
        freeNanos = Math.max(freeNanos, nowNanos) + (payloadBytes + OVERHEAD_BYTES) * 8_000_000_000L / bitsPerSecond;
        return freeNanos;
    }

    /** How long a packet would wait now. */
    long queue(long nowNanos) {
        return Math.max(0, freeNanos - nowNanos);
    }
}
