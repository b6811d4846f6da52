package org.livechat.browser;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A road to another network that delays and loses IP packets of each direction, whatever is in them, so that TCP itself sees what is lost and sends
 * it again. Packets keep their order. Needs root, and a network of its own.
 */
final class LossyRoad implements AutoCloseable {
    /** This side of it, from which the server is reached over it. */
    static final String HERE = "198.18.40.1";

    private static final String NEAR = "lossy";
    private static final String FAR = "lossyfar";
    private static final int PATIENCE_MILLIS = 100;
    private static final int MOST_UNDERWAY = 10_000;
    private static final int PROTOCOL_IN_IPV4 = 9;
    private static final int UDP = 17;

    private final TunDevice near;
    private final TunDevice far;
    private final Direction out;
    private final Direction in;
    private final long delayNanos;
    private volatile boolean closed;
    private volatile double lossPercent;
    private volatile boolean carriesUdp = true;

    /** @param delay of each direction */
    LossyRoad(OtherNetwork network, Duration delay, long seed) throws IOException {
        near = new TunDevice(NEAR);
        far = new TunDevice(FAR);
        delayNanos = delay.toNanos();
        network.adopt(NEAR, HERE, FAR);
        out = new Direction(near, far, seed);
        in = new Direction(far, near, seed + 1_000_003);
    }

    /** Of 100 packets of each direction so many are lost from now on, at random. */
    void lose(double percent) {
        lossPercent = percent;
    }

    /** From now on no UDP is carried. */
    void blockUdp() {
        carriesUdp = false;
    }

    /** How many packets to this side came, and were lost. */
    Count toHere() {
        return in.count();
    }

    /** How many packets to the other side came, and were lost. */
    Count toServer() {
        return out.count();
    }

    /** Packets that came to the road, the lost ones included. */
    record Count(long came, long lost) {
        Count since(Count before) {
            return new Count(came - before.came, lost - before.lost);
        }
    }

    // made for one thread, which neither compares nor shares it
    @SuppressWarnings("ArrayRecordComponent")
    private record Underway(byte[] packet, long dueNanos) {}

    private final class Direction {
        private final TunDevice from;
        private final TunDevice to;
        private final SplittableRandom chance;
        private final BlockingQueue<Underway> underway = new LinkedBlockingQueue<>(MOST_UNDERWAY);
        private final AtomicLong came = new AtomicLong();
        private final AtomicLong lost = new AtomicLong();
        private final Thread taking;
        private final Thread giving;

        Direction(TunDevice from, TunDevice to, long seed) {
            this.from = from;
            this.to = to;
            chance = new SplittableRandom(seed);
            taking = Thread.ofPlatform().daemon().start(this::take);
            giving = Thread.ofPlatform().daemon().start(this::give);
        }

        Count count() {
            return new Count(came.get(), lost.get());
        }

        private void take() {
            try {
                while (!closed) {
                    byte[] packet = from.read(PATIENCE_MILLIS);
                    if (packet.length == 0 || (!carriesUdp && packet[PROTOCOL_IN_IPV4] == UDP)) {
                        continue;
                    }
                    came.incrementAndGet();
                    if (chance.nextDouble(100) < lossPercent
                            || !underway.offer(new Underway(packet, System.nanoTime() + delayNanos))) {
                        lost.incrementAndGet();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void give() {
            try {
                while (!closed) {
                    Underway next = underway.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        for (long left = left(next); left > 0; left = left(next)) {
                            LockSupport.parkNanos(left);
                        }
                        to.write(next.packet());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }

        private static long left(Underway packet) {
            return packet.dueNanos() - System.nanoTime();
        }

        void await() throws InterruptedIOException {
            try {
                taking.join();
                giving.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while a road was closed");
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        in.await();
        out.await();
        try (near) {
            far.close();
        }
    }
}
