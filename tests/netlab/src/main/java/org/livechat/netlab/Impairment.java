package org.livechat.netlab;

import java.time.Duration;

/**
 * What one direction of a network does to packets.
 *
 * @param loss the share of packets that is lost, 0 to 1 without it
 * @param burst how many packets in a row a loss takes on average; up to 1: each packet is lost or not by itself
 * @param delay how long every packet takes
 * @param jitter the most that a packet takes longer than that; any length up to it is as likely as another
 * @param reordered the share of packets that are held back so that others overtake them; jitter alone reorders nothing
 * @param bitsPerSecond what passes at most; 0: no limit
 * @param queueBytes what may wait for a limited link; a packet that finds no room is dropped
 */
record Impairment(
        double loss,
        double burst,
        Duration delay,
        Duration jitter,
        double reordered,
        long bitsPerSecond,
        int queueBytes) {
    /** Takes nothing from a packet. */
    static final Impairment NONE = new Impairment(0, 1, Duration.ZERO, Duration.ZERO, 0, 0, 0);

    Impairment {
        if (loss < 0 || loss >= 1 || reordered < 0 || reordered >= 1) {
            throw new IllegalArgumentException(
                    "loss " + loss + " and reordered " + reordered + " are shares: 0 or more, and less than 1");
        }
        if (delay.isNegative() || jitter.isNegative() || bitsPerSecond < 0) {
            throw new IllegalArgumentException("delay " + delay + ", jitter " + jitter + " and rate " + bitsPerSecond
                    + " bit/s have to be 0 or more");
        }
        if (bitsPerSecond > 0 && queueBytes < ImpairedLink.LARGEST_PACKET) {
            throw new IllegalArgumentException("a queue of " + queueBytes + " bytes has no room for a packet: "
                    + ImpairedLink.LARGEST_PACKET + " or more");
        }
    }

    Impairment withLoss(double share, double meanBurst) {
        return new Impairment(share, meanBurst, delay, jitter, reordered, bitsPerSecond, queueBytes);
    }

    Impairment withDelay(Duration longer) {
        return new Impairment(loss, burst, longer, jitter, reordered, bitsPerSecond, queueBytes);
    }

    Impairment withJitter(Duration most) {
        return new Impairment(loss, burst, delay, most, reordered, bitsPerSecond, queueBytes);
    }

    Impairment withReordered(double share) {
        return new Impairment(loss, burst, delay, jitter, share, bitsPerSecond, queueBytes);
    }

    Impairment withRate(long limit, int queue) {
        return new Impairment(loss, burst, delay, jitter, reordered, limit, queue);
    }

    /** The same network before it begins to lose packets. */
    Impairment withoutLoss() {
        return withLoss(0, 1);
    }
}
