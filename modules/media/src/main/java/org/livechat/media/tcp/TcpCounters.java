package org.livechat.media.tcp;

import java.util.concurrent.atomic.AtomicLongArray;

/** What happened with connections and packets over TCP. Any thread. */
// The array lives and dies with the enum that indexes it.
@SuppressWarnings("EnumOrdinal")
public final class TcpCounters {
    /** What is counted. */
    public enum Count {
        /** Connections that were taken. */
        ACCEPTED,
        /** Packets that came, before anybody looked into them. */
        PACKETS_IN,
        /** Closed at once: as many are open as may be. */
        REFUSED_TOTAL,
        /** Closed at once: as many are open of its network as may be. */
        REFUSED_NETWORK,
        /** Closed by the client, or broken on the way. */
        CLOSED_PEER,
        /** Closed: no client has proved to be there in time. */
        CLOSED_UNPROVEN,
        /** Closed: many packets came, and no valid check among the first. */
        CLOSED_FLOOD,
        /** Closed: another one wanted its place, and of those that no client had proved to be at it was the oldest. */
        CLOSED_CROWDED,
        /** Closed: a packet was announced that is longer than may be. */
        CLOSED_TOO_LONG,
        /** Times that a connection was not read for a moment: it sends faster than any client has to. */
        DEFERRED_FAST,
        /** Times that a connection was not read for a moment: its worker has enough to do. */
        DEFERRED_BUSY,
        /** Packets that waited so long for the client to take more that they would come too late. */
        DROPPED_LATE,
        /** Packets of which too many waited already. */
        DROPPED_FULL
    }

    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);

    TcpCounters() {}

    /** The count so far. */
    public long get(Count count) {
        return counts.get(count.ordinal());
    }

    void increment(Count count) {
        add(count, 1);
    }

    void add(Count count, long amount) {
        if (amount != 0) {
            counts.addAndGet(count.ordinal(), amount);
        }
    }
}
