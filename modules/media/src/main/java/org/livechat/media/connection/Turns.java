package org.livechat.media.connection;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.dtls.Turn;

/**
 * Shares the right to compute among handshakes, by user and by network: start-time fair queueing (Goyal, Vin and Cheng 1997). Each
 * begins at a point of a time that passes as turns are served, and behind the one that the same user, or somebody of the same network,
 * has begun before; who began first goes first, also when it comes back from waiting for its client, so that what is begun gets
 * done. Who computes longer than a handshake takes falls back by as much. Thread-safe.
 */
final class Turns {
    /** What a handshake computes, on a slow machine. */
    private static final long ONE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** What one may compute before it falls back. */
    private static final long ALLOWED_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Users and networks that may be kept while somebody waits. */
    private static final int MOST_KEPT = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Contender> waiting =
            new PriorityQueue<>(Comparator.<Contender>comparingLong(contender -> contender.rank)
                    .thenComparingLong(contender -> contender.number));
    private final Map<String, Long> lastOfUser = new HashMap<>();
    private final Map<Long, Long> lastOfNetwork = new HashMap<>();
    private int free;
    private long served;
    private long begun;

    /** @param most how many compute at once */
    Turns(int most) {
        this.free = most;
    }

    /** A turn of somebody's, which is not taken yet. */
    Turn begin(Applicant applicant) {
        lock.lock();
        try {
            forgetWhoIsServed();
            long rank = Math.max(
                    behind(lastOfUser.get(applicant.userId())), behind(lastOfNetwork.get(applicant.network())));
            lastOfUser.put(applicant.userId(), rank);
            lastOfNetwork.put(applicant.network(), rank);
            return new Contender(rank, begun++);
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for their turns. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private long behind(@Nullable Long last) {
        return last == null ? served : Math.max(served, last + ONE_NANOS);
    }

    // Where nobody waits nobody is ahead of anybody.
    private void forgetWhoIsServed() {
        if ((free > 0 && waiting.isEmpty()) || lastOfUser.size() + lastOfNetwork.size() > MOST_KEPT) {
            lastOfUser.clear();
            lastOfNetwork.clear();
        }
    }

    private final class Contender implements Turn {
        private final Condition granted = lock.newCondition();
        private final long number;
        private final long begin;
        private long rank;
        private boolean held;
        private long sinceNanos;
        private long usedNanos;

        Contender(long begin, long number) {
            this.begin = begin;
            this.rank = begin;
            this.number = number;
        }

        @Override
        public void take() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                if (free > 0) {
                    free--;
                    grant();
                    return;
                }
                waiting.add(this);
                while (!held) {
                    granted.await();
                }
            } catch (InterruptedException e) {
                if (held) {
                    giveBack();
                }
                waiting.remove(this);
                throw e;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void pass() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                account();
                Contender first = waiting.peek();
                if (first == null || waiting.comparator().compare(this, first) < 0) {
                    return;
                }
                giveBack();
                take();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void giveBack() {
            lock.lock();
            try {
                if (!held) {
                    return;
                }
                account();
                held = false;
                Contender next = waiting.poll();
                if (next == null) {
                    free++;
                } else {
                    next.grant();
                }
            } finally {
                lock.unlock();
            }
        }

        private void grant() {
            held = true;
            sinceNanos = System.nanoTime();
            served = Math.max(served, rank);
            granted.signal();
        }

        private void account() {
            long now = System.nanoTime();
            usedNanos += now - sinceNanos;
            sinceNanos = now;
            rank = begin + Math.max(0, usedNanos - ALLOWED_NANOS);
        }
    }
}
