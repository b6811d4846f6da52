package org.livechat.signaling;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * The latest packets of a session, for the case that its connection has lost some of them: bounded in number, bytes and age, within a
 * budget of all sessions. Packets are numbered from 0. Not thread-safe.
 */
final class Kept {
    private static final int MOST_PACKETS = 1024;
    private static final int MOST_BYTES = 1 << 20;

    /** A connection that is broken is noticed within a heartbeat, and the client may then take its time to come back. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private record Entry(Parcel parcel, long nanos) {}

    private final ParcelBudget budget;
    private final int mostPackets;
    private final int mostBytes;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long next;
    private long bytes;

    /** Keeps no more than may wait to be read, which it will. */
    Kept(ParcelBudget budget, EgressLimits limits) {
        this.budget = budget;
        this.mostPackets = Math.min(MOST_PACKETS, limits.packets() / 2);
        this.mostBytes = Math.min(MOST_BYTES, limits.bytes() / 2);
    }

    /** A packet that is being sent, by {@link System#nanoTime}. */
    void add(Parcel parcel, long nanos) {
        next++;
        while (!entries.isEmpty() && isTooMuch(entries.getFirst(), parcel, nanos)) {
            forgetFirst();
        }
        if (parcel.bytes() <= mostBytes && budget.take(parcel, bytes)) {
            entries.add(new Entry(parcel, nanos));
            bytes += parcel.bytes();
        } else {
            clear(); // what is before a gap is of no use
        }
    }

    private boolean isTooMuch(Entry first, Parcel added, long nanos) {
        return entries.size() >= mostPackets
                || bytes + added.bytes() > mostBytes
                || nanos - first.nanos() > LONGEST.toNanos();
    }

    /** How many packets there have been. */
    long count() {
        return next;
    }

    /** Whether all are here of which the first so many need not be. */
    boolean hasAllAfter(long received) {
        return received >= next - entries.size() && received <= next;
    }

    /** What followed the first so many packets. */
    Stream<Parcel> after(long received) {
        return entries.stream().skip(received - (next - entries.size())).map(Entry::parcel);
    }

    /** The first so many packets have come. */
    void forget(long received) {
        while (!entries.isEmpty() && next - entries.size() < received) {
            forgetFirst();
        }
    }

    /** Forgets all. */
    void clear() {
        while (!entries.isEmpty()) {
            forgetFirst();
        }
    }

    private void forgetFirst() {
        Parcel parcel = entries.removeFirst().parcel();
        bytes -= parcel.bytes();
        budget.giveBack(parcel);
    }
}
