package org.livechat.tools.bench;

/** Durations in nanoseconds, kept to three per cent. One thread writes; read it when it has done so. */
final class Histogram {
    private static final int SUB_BITS = 5;
    private static final int SUBS = 1 << SUB_BITS;

    private final long[] counts = new long[64 * SUBS];
    private long total;
    private long max;

    void record(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(value)]++;
        total++;
        max = Math.max(max, value);
    }

    long total() {
        return total;
    }

    long max() {
        return max;
    }

    /** The value that this share (0 to 1) of all stays below or at; 0 if there is none. */
    long percentile(double share) {
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < counts.length && wanted > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.min(max, highest(i));
            }
        }
        return max;
    }

    private static int bucket(long value) {
        int magnitude = 63 - Long.numberOfLeadingZeros(value | SUBS);
        int shift = magnitude - SUB_BITS;
        return shift * SUBS + (int) (value >> shift);
    }

    private static long highest(int bucket) {
        int shift = bucket / SUBS - 1;
        long sub = SUBS + (long) bucket % SUBS;
        return shift < 0 ? bucket : ((sub + 1) << shift) - 1;
    }
}
