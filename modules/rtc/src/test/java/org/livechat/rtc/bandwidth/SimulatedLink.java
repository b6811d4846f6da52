package org.livechat.rtc.bandwidth;

import java.util.ArrayDeque;
import java.util.Random;

/** A link in virtual time: a queue that drops its tail, a rate that may change, loss, jitter and somebody else's traffic. */
final class SimulatedLink {
    /** A rate that depends on the time. */
    interface Rate {
        double bitsPerSecond(double seconds);
    }

    /** Takes what arrives. */
    interface Receiver {
        void arrived(int sequence, long nanos, long queuedNanos);
    }

    private record Packet(int sequence, int bytes, long enteredNanos) {}

    private static final int FOREIGN = -1;
    private static final int FOREIGN_BYTES = 1200;

    Rate rate = seconds -> 3e6;
    Rate foreign = seconds -> 0;
    double loss;
    long delayNanos = 25_000_000;
    double jitterMillis;
    long longestQueueNanos = 1_000_000_000;
    boolean policer;
    /** Holds packets back and delivers them together, as a radio link does; 0 never. */
    long batchNanos;

    private final ArrayDeque<Packet> queue = new ArrayDeque<>();
    private final Random random;
    private long queuedBytes;
    private long busyUntil;
    private long lastArrival;
    private double foreignBytes;
    private double tokens;

    SimulatedLink(long seed) {
        random = new Random(seed);
    }

    void enter(int sequence, int bytes, long nanos) {
        double bits = rate.bitsPerSecond(nanos / 1e9);
        if (policer) {
            if (tokens < bytes) {
                return;
            }
            tokens -= bytes;
        }
        if (queuedBytes * 8e9 / bits > longestQueueNanos || random.nextDouble() < loss) {
            return;
        }
        queue.add(new Packet(sequence, bytes, nanos));
        queuedBytes += bytes;
    }

    void run(long nanos, long stepNanos, Receiver receiver) {
        double bits = rate.bitsPerSecond(nanos / 1e9);
        tokens = Math.min(8000, tokens + bits * stepNanos / 8e9);
        foreignBytes += foreign.bitsPerSecond(nanos / 1e9) * stepNanos / 8e9;
        while (foreignBytes >= FOREIGN_BYTES) {
            foreignBytes -= FOREIGN_BYTES;
            enter(FOREIGN, FOREIGN_BYTES, nanos);
        }
        while (!queue.isEmpty() && Math.max(busyUntil, queue.peek().enteredNanos) <= nanos) {
            Packet packet = queue.poll();
            queuedBytes -= packet.bytes;
            double served = policer ? 100e6 : bits;
            busyUntil = Math.max(busyUntil, packet.enteredNanos) + (long) (packet.bytes * 8e9 / served);
            if (packet.sequence == FOREIGN) {
                continue;
            }
            long jitter = (long) (random.nextDouble() * jitterMillis * 1e6);
            long arrival = busyUntil + delayNanos + jitter;
            if (batchNanos > 0) {
                arrival = (arrival / batchNanos + 1) * batchNanos;
            }
            arrival = Math.max(lastArrival, arrival);
            lastArrival = arrival;
            receiver.arrived(packet.sequence, arrival, busyUntil - packet.enteredNanos);
        }
    }
}
