package org.livechat.api.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * How measurements are spread: how many were at most each of some bounds, and their sum. May be written and read by any thread;
 * neither waits. Writing allocates nothing, and yet is for what happens once in a while, not for each packet.
 *
 * @since 1
 */
public final class Histogram {
    /** So many measurements, counted from the smallest on, were at most {@code upTo}; that of the last bucket is infinite. */
    public record Bucket(double upTo, long count) {}

    /**
     * What a histogram has counted.
     *
     * @param buckets by rising bound, each with those of all before it; the last one has them all
     * @param sum of all measurements
     */
    public record Reading(List<Bucket> buckets, double sum) {
        public Reading {
            buckets = List.copyOf(buckets);
        }

        /** How many measurements there were. */
        public long count() {
            return buckets.getLast().count();
        }
    }

    private final double[] bounds;
    private final AtomicLongArray counts;
    private final DoubleAdder sum = new DoubleAdder();

    /**
     * @param bounds the upper ends of the buckets in the unit of the measurements, rising; one without end comes by itself
     * @throws IllegalArgumentException when they do not rise
     */
    public Histogram(double... bounds) {
        this.bounds = bounds.clone();
        this.counts = new AtomicLongArray(bounds.length + 1);
        for (int i = 1; i < bounds.length; i++) {
            if (!(bounds[i - 1] < bounds[i])) {
                throw new IllegalArgumentException("the bounds " + Arrays.toString(bounds) + " have to rise");
            }
        }
    }

    /** Counts a measurement. One that is no number is not counted. */
    public void record(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts.incrementAndGet(bucket);
        sum.add(value);
    }

    /** What was counted until now. */
    public Reading read() {
        List<Bucket> buckets = new ArrayList<>();
        long count = 0;
        for (int i = 0; i <= bounds.length; i++) {
            count += counts.get(i);
            buckets.add(new Bucket(i < bounds.length ? bounds[i] : Double.POSITIVE_INFINITY, count));
        }
        return new Reading(buckets, sum.sum());
    }
}
