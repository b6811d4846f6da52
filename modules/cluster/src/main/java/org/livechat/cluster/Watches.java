package org.livechat.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The leases of the other nodes: from when this node has <em>seen</em> a renewal in the log. One thread. */
final class Watches {
    private static final class Watch {
        private long number = -1;
        private long dueNanos;
    }

    private final LeaseSettings settings;
    private final Map<String, Watch> watches = new HashMap<>();

    Watches(LeaseSettings settings) {
        this.settings = settings;
    }

    /** @param number of its latest renewal */
    void renewed(String node, long number, long nowNanos) {
        Watch watch = watches.computeIfAbsent(node, _ -> new Watch());
        if (watch.number != number) {
            watch.number = number;
            watch.dueNanos = nowNanos + settings.patience().toNanos();
        }
    }

    void expired(String node) {
        watches.remove(node);
    }

    /** Who is to be given up now; again and again until the log has it. */
    List<Entry> due(long nowNanos) {
        List<Entry> due = new ArrayList<>();
        watches.forEach((node, watch) -> {
            if (nowNanos - watch.dueNanos >= 0) {
                due.add(new Entry.Expired(node, watch.number));
                watch.dueNanos = nowNanos + settings.renewEvery().toNanos();
            }
        });
        return due;
    }

    /** In how many ns {@link #due} has something. */
    long dueIn(long nowNanos) {
        return watches.values().stream()
                .mapToLong(watch -> watch.dueNanos - nowNanos)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
