package org.livechat.netlab;

import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * One direction of a network in virtual time: says of each packet when it arrives, or that it does not. A packet waits for
 * its turn on a limited link, may then be lost on the way (it took its share of the link all the same), and arrives after
 * delay and jitter, behind those before it. The same seed and the same packets have the same fate. Used by one thread.
 */
final class ImpairedLink {
    static final int LARGEST_PACKET = 1500;

    /** How long a packet is held back so that others overtake it: about a video frame, or one to two of audio. */
    private static final long HELD_BACK_NANOS = 30_000_000;

    private static final double BITS_PER_BYTE = 8;
    private static final double NANOS_PER_SECOND = 1e9;

    // One generator a question: what is lost does not depend on whether there is jitter.
    private final SplittableRandom losses;
    private final SplittableRandom jitters;
    private final SplittableRandom orders;
    private Impairment impairment;
    private boolean losing;
    private long freeAtNanos = Long.MIN_VALUE;
    private long lastDueNanos = Long.MIN_VALUE;
    private LinkCounts counts = LinkCounts.ZERO;

    ImpairedLink(Impairment impairment, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.losses = random.split();
        this.jitters = random.split();
        this.orders = random.split();
        this.impairment = impairment;
    }

    /** Is another network from now on. What is under way arrives as it was to. */
    void change(Impairment another) {
        impairment = another;
        losing = false;
    }

    /**
     * Takes a packet.
     *
     * @param bytes its length on the wire
     * @return when it arrives; empty if it never does
     */
    OptionalLong send(long nowNanos, int bytes) {
        long waited = 0;
        if (impairment.bitsPerSecond() > 0) {
            long begins = Math.max(nowNanos, freeAtNanos);
            waited = begins - nowNanos;
            if (bytesWithin(waited) + bytes > impairment.queueBytes()) {
                counts = counts.overflowed(bytes);
                return OptionalLong.empty();
            }
            freeAtNanos = begins + nanosOf(bytes);
            waited = freeAtNanos - nowNanos;
        }
        if (isLost()) {
            counts = counts.lost(bytes, waited);
            return OptionalLong.empty();
        }
        counts = counts.passed(bytes, waited);
        return OptionalLong.of(due(nowNanos + waited));
    }

    LinkCounts counts() {
        return counts;
    }

    private long due(long leftNanos) {
        long jitter = impairment.jitter().toNanos();
        long due = leftNanos + impairment.delay().toNanos() + (jitter > 0 ? jitters.nextLong(jitter + 1) : 0);
        if (impairment.reordered() > 0 && orders.nextDouble() < impairment.reordered()) {
            return Math.max(due, lastDueNanos) + HELD_BACK_NANOS;
        }
        lastDueNanos = Math.max(due, lastDueNanos);
        return lastDueNanos;
    }

    /** Random losses, or Gilbert's two states: what a burst begins with and ends with is chosen so that the share holds. */
    private boolean isLost() {
        double share = impairment.loss();
        double drawn = losses.nextDouble();
        if (impairment.burst() <= 1) {
            return drawn < share;
        }
        double ends = 1 / impairment.burst();
        double begins = ends * share / (1 - share);
        losing = losing ? drawn >= ends : drawn < begins;
        return losing;
    }

    private long nanosOf(int bytes) {
        return Math.round(bytes * BITS_PER_BYTE * NANOS_PER_SECOND / impairment.bitsPerSecond());
    }

    private long bytesWithin(long nanos) {
        return Math.round(nanos * (double) impairment.bitsPerSecond() / NANOS_PER_SECOND / BITS_PER_BYTE);
    }
}
