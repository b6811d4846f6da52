package org.livechat.tools.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What arrived of the measured packets, at all receivers of one loop. Written by the loop's thread alone. */
// one writer: increments need no atomicity
@SuppressWarnings("NonAtomicVolatileUpdate")
final class Tally {
    /** One packet in so many is authenticated and decrypted, the same ones at every receiver. */
    static final int SAMPLE = 50;

    private static final int OPEN_SPREADS = 64;

    private final Map<Integer, Source> sources = new ConcurrentHashMap<>();
    private final Map<Source, Spread[]> spreads = new ConcurrentHashMap<>();

    private volatile long delivered;
    private volatile long reordered;
    private volatile long duplicates;
    private volatile long opened;
    private volatile long refused;
    private volatile Histogram latency = new Histogram();
    private volatile Histogram spread = new Histogram();

    /** First and last arrival of one packet at its listeners. */
    private static final class Spread {
        private long number = -1;
        private long first;
        private long last;
        private int arrived;
    }

    void add(Source source) {
        sources.put(source.id(), source);
        Spread[] open = new Spread[OPEN_SPREADS];
        Arrays.setAll(open, i -> new Spread());
        spreads.put(source, open);
    }

    Source source(int id) {
        Source source = sources.get(id);
        if (source == null) {
            throw new IllegalStateException("a packet of source " + id + " came, which this run does not have");
        }
        return source;
    }

    /** Begins anew. To be called while nothing arrives. */
    void clear() {
        delivered = 0;
        reordered = 0;
        duplicates = 0;
        opened = 0;
        refused = 0;
        latency = new Histogram();
        spread = new Histogram();
    }

    void delivered() {
        delivered++;
    }

    void reordered() {
        reordered++;
    }

    void duplicated() {
        duplicates++;
    }

    void refused() {
        refused++;
    }

    /** A packet was authentic, and says when it was sent. */
    void opened(Source source, long number, long sentNanos, long arrivedNanos) {
        opened++;
        if (!source.isMeasured(number)) {
            return;
        }
        latency.record(arrivedNanos - sentNanos);
        Spread[] open = spreads.get(source);
        if (open == null || number % SAMPLE != 0) {
            return;
        }
        Spread one = open[(int) (number / SAMPLE % OPEN_SPREADS)];
        if (one.number != number) {
            one.number = number;
            one.first = arrivedNanos;
            one.arrived = 0;
        }
        one.last = arrivedNanos;
        if (++one.arrived == source.listeners()) {
            spread.record(one.last - one.first);
        }
    }

    long deliveredCount() {
        return delivered;
    }

    long reorderedCount() {
        return reordered;
    }

    long duplicateCount() {
        return duplicates;
    }

    long openedCount() {
        return opened;
    }

    long refusedCount() {
        return refused;
    }

    Histogram latency() {
        return latency;
    }

    Histogram spread() {
        return spread;
    }

    long sentPackets() {
        return sources.values().stream().mapToLong(Source::measuredPackets).sum();
    }

    long expectedPackets() {
        return sources.values().stream()
                .mapToLong(source -> source.measuredPackets() * source.listeners())
                .sum();
    }

    long sendFailures() {
        return sources.values().stream().mapToLong(Source::failures).sum();
    }
}
