package org.livechat.cluster;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lease of this node: from when it <em>asked</em> for the renewal that the log has. A renewal that comes when it is over begins another one, from when
 * that was asked for. One thread.
 */
final class OwnLease {
    private final String self;
    private final LeaseSettings settings;
    /** When renewals were asked for that the log does not have yet. */
    private final NavigableMap<Long, Long> asked = new TreeMap<>();

    private long number;
    private long renewNanos;
    private long untilNanos;
    private boolean begun;

    OwnLease(String self, LeaseSettings settings, long nowNanos) {
        this.self = self;
        this.settings = settings;
        this.renewNanos = nowNanos;
    }

    /** What is to be asked for now. */
    Optional<Entry> due(long nowNanos) {
        if (nowNanos - renewNanos < 0) {
            return Optional.empty();
        }
        renewNanos = nowNanos + settings.renewEvery().toNanos();
        asked.values().removeIf(since -> nowNanos - since >= settings.lease().toNanos());
        asked.put(++number, nowNanos);
        return Optional.of(new Entry.Renewed(self, number));
    }

    /** The log has a renewal of this node. */
    void renewed(long itsNumber) {
        Long askedNanos = asked.get(itsNumber);
        asked.headMap(itsNumber, true).clear();
        if (askedNanos != null) {
            long until = askedNanos + settings.lease().toNanos();
            if (!begun || until - untilNanos > 0) {
                untilNanos = until;
            }
            begun = true;
        }
    }

    boolean isValid(long nowNanos) {
        return begun && nowNanos - untilNanos < 0;
    }

    /** In how many ns {@link #due} has something. */
    long dueIn(long nowNanos) {
        return renewNanos - nowNanos;
    }
}
