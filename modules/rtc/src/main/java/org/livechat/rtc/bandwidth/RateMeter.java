package org.livechat.rtc.bandwidth;

import java.util.Arrays;

/**
 * Bytes a time, over the last half second, in buckets of 25 ms. The times are those of one clock, ours or a receiver's, in
 * nanoseconds.
 */
final class RateMeter {
    private static final long BUCKET_NANOS = 25_000_000;
    private static final int BUCKETS = 20;
    /** Less time than this says nothing: it may hold one burst, or none. */
    private static final int LEAST_BUCKETS = 6;

    private final int[] bytes = new int[BUCKETS];
    private boolean started;
    private long first;
    private long current;

    /** Counts bytes at a time; one older than the window is ignored, one that jumps far ahead leaves only itself. */
    void add(long nanos, int count) {
        long bucket = Math.floorDiv(nanos, BUCKET_NANOS);
        if (!started) {
            started = true;
            first = bucket;
            current = bucket;
        }
        advance(bucket);
        if (bucket > current - BUCKETS) {
            bytes[Math.floorMod(bucket, BUCKETS)] += count;
        }
    }

    /** Bit/s in the whole buckets of the last half second before that time; 0 until there is enough to say. */
    long bitsPerSecond(long nanos) {
        return bitsPerSecond(nanos, BUCKETS - 1);
    }

    /** The same over the last quarter of a second: what a link that is full carries now. */
    long recentBitsPerSecond(long nanos) {
        return bitsPerSecond(nanos, BUCKETS / 2);
    }

    private long bitsPerSecond(long nanos, int window) {
        if (!started) {
            return 0;
        }
        advance(Math.floorDiv(nanos, BUCKET_NANOS));
        long whole = Math.min(window, current - first);
        if (whole < Math.min(LEAST_BUCKETS, window)) {
            return 0;
        }
        long sum = 0;
        for (long bucket = current - whole; bucket < current; bucket++) {
            sum += bytes[Math.floorMod(bucket, BUCKETS)];
        }
        return sum * Byte.SIZE * 1_000_000_000L / (whole * BUCKET_NANOS);
    }

    /** Forgets everything: what came before says nothing of what comes. */
    void restart() {
        started = false;
        Arrays.fill(bytes, 0);
    }

    private void advance(long bucket) {
        long steps = bucket - current;
        if (steps >= BUCKETS) {
            first = bucket - Math.min(BUCKETS, bucket - first);
            Arrays.fill(bytes, 0);
        }
        for (long next = current + 1; next <= bucket && steps < BUCKETS; next++) {
            bytes[Math.floorMod(next, BUCKETS)] = 0;
        }
        current = Math.max(current, bucket);
    }
}
