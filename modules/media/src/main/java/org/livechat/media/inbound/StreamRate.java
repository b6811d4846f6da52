package org.livechat.media.inbound;

import java.util.concurrent.TimeUnit;

/** How much a stream brings, over windows of half a second. Written by one worker, readable by any thread. */
final class StreamRate {
    static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A stream that is silent for so long has stopped. */
    static final long STOPPED_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** One window is one keyframe more or less: of what a stream takes, each says a quarter. */
    private static final int SMOOTHING = 4;

    private long windowBytes;
    private long windowBegan;
    private boolean begun;
    private volatile long bitsPerSecond;
    private volatile long lastNanos;

    void received(int bytes, long nowNanos) {
        if (!begun || nowNanos - lastNanos > STOPPED_NANOS) {
            begun = true;
            windowBytes = 0;
            windowBegan = nowNanos;
            bitsPerSecond = 0;
        }
        long passed = nowNanos - windowBegan;
        if (passed >= WINDOW_NANOS) {
            long latest = windowBytes * Byte.SIZE * TimeUnit.SECONDS.toNanos(1) / passed;
            bitsPerSecond = bitsPerSecond == 0 ? latest : bitsPerSecond + (latest - bitsPerSecond) / SMOOTHING;
            windowBytes = 0;
            windowBegan = nowNanos;
        }
        windowBytes += bytes;
        lastNanos = nowNanos;
    }

    /** In bit/s; 0 in its first half second, and once it has stopped. */
    long bitsPerSecond(long nowNanos) {
        return nowNanos - lastNanos > STOPPED_NANOS ? 0 : bitsPerSecond;
    }

    boolean isFlowing(long nowNanos) {
        long last = lastNanos;
        return last != 0 && nowNanos - last <= STOPPED_NANOS;
    }
}
