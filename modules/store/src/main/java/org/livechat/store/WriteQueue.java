package org.livechat.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.livechat.api.store.Change;

/**
 * Changes that wait for the disk, in order, bounded in number and bytes. Messages, bursts and recordings may take three quarters of the room, so
 * that they keep out no channel, mute or block. Thread-safe; its lock is held for no longer than a look takes.
 */
final class WriteQueue {
    private static final int CHATTER_FOURTHS = 3;

    /** @param place where it stands among all changes of all runs */
    record Entry(long place, Change change, int bytes, Ticket ticket) {}

    private final int mostEntries;
    private final int mostBytes;
    private final LongSupplier wallMillis;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long bytes;
    private long lastPlace;
    private boolean closed;

    WriteQueue(int mostEntries, int mostBytes, LongSupplier wallMillis) {
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
        this.wallMillis = wallMillis;
    }

    /** Puts a change behind all others; returns false, and does not, when there is no room. */
    boolean offer(Change change, Ticket ticket) {
        int size = ChangeSize.of(change);
        int fourths = ChangeSize.isChatter(change) ? CHATTER_FOURTHS : 4;
        lock.lock();
        try {
            if (closed || entries.size() >= mostEntries / 4 * fourths || bytes + size > mostBytes / 4L * fourths) {
                return false;
            }
            // Of the wall clock, so that they go on behind those of a file that cannot be read now.
            lastPlace = Math.max(lastPlace + 1, TimeUnit.MILLISECONDS.toMicros(wallMillis.getAsLong()));
            entries.add(new Entry(lastPlace, change, size, ticket));
            bytes += size;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What comes from here on gets places behind this one. */
    void beginBehind(long place) {
        lock.lock();
        try {
            lastPlace = Math.max(lastPlace, place);
        } finally {
            lock.unlock();
        }
    }

    /** The first ones, which stay; waits until there is one, the queue is closed, or the time is over. */
    List<Entry> first(int most, long waitNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = waitNanos;
            while (entries.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            var first = new ArrayList<Entry>(Math.min(most, entries.size()));
            for (Iterator<Entry> each = entries.iterator(); each.hasNext() && first.size() < most; ) {
                first.add(each.next());
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** So many of the first ones are done with. */
    void remove(int count) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                bytes -= entries.remove().bytes();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Those that wait now, in order. */
    List<Entry> waiting() {
        lock.lock();
        try {
            return List.copyOf(entries);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the queue is closed or the time is over. */
    void awaitClosed(long waitNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = waitNanos;
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
