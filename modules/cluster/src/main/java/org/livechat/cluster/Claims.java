package org.livechat.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Channels that have members here and are nobody's, and whose turn it is to take them: for each channel the nodes have another order, by their names and its
 * own, so that those of a dead node are spread; who has many more than the others comes behind them. One thread.
 */
final class Claims {
    /** Of the mean of channels a node, and above it. */
    private static final double MANY = 1.25;

    private static final int MANY_MORE = 4;

    /** Who is before may have no members there, and then nobody takes a turn. */
    private static final long MOST_TURNS = 3;

    private static final class Free {
        private final long sinceNanos;
        private long notBeforeNanos;

        Free(long nowNanos) {
            this.sinceNanos = nowNanos;
            this.notBeforeNanos = nowNanos;
        }
    }

    private final String self;
    private final LeaseSettings settings;
    private final Assignments assignments;
    private final Set<String> wanted = new HashSet<>();
    private final Map<String, Free> free = new HashMap<>();
    private boolean isOpen;
    private long openNanos;

    Claims(String self, LeaseSettings settings, Assignments assignments) {
        this.self = self;
        this.settings = settings;
        this.assignments = assignments;
    }

    /** From now on this node knows who else there is; before it claims nothing. */
    void open(long nowNanos) {
        if (!isOpen) {
            isOpen = true;
            openNanos = nowNanos;
        }
    }

    void want(String channel, long nowNanos) {
        if (wanted.add(channel)) {
            look(channel, nowNanos);
        }
    }

    void leave(String channel) {
        wanted.remove(channel);
        free.remove(channel);
    }

    /** Whose a channel is may have changed. */
    void look(String channel, long nowNanos) {
        if (wanted.contains(channel) && assignments.owner(channel).isEmpty()) {
            free.putIfAbsent(channel, new Free(nowNanos));
        } else {
            free.remove(channel);
        }
    }

    /** Whose channels are may have changed. */
    void lookAtAll(long nowNanos) {
        wanted.forEach(channel -> look(channel, nowNanos));
    }

    /** What this node is to claim now; again and again until somebody has it. */
    List<Entry> due(long nowNanos) {
        List<Entry> due = new ArrayList<>();
        free.forEach((channel, one) -> {
            if (dueIn(channel, one, nowNanos) <= 0) {
                due.add(new Entry.Claimed(channel, self));
                one.notBeforeNanos = nowNanos + settings.renewEvery().toNanos();
            }
        });
        return due;
    }

    /** In how many ns {@link #due} has something. */
    long dueIn(long nowNanos) {
        return free.entrySet().stream()
                .mapToLong(one -> dueIn(one.getKey(), one.getValue(), nowNanos))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private long dueIn(String channel, Free one, long nowNanos) {
        if (!isOpen) {
            return Long.MAX_VALUE;
        }
        long since = Math.max(one.sinceNanos - nowNanos, openNanos - nowNanos);
        return Math.max(since + turn(channel), one.notBeforeNanos - nowNanos);
    }

    private long turn(String channel) {
        double mean = assignments.nodes().stream()
                .mapToInt(assignments::owned)
                .average()
                .orElse(0);
        double many = Math.max(MANY * mean, mean + MANY_MORE);
        long before = assignments.nodes().stream()
                .filter(node -> !node.equals(self))
                .filter(node -> isBefore(node, channel, many))
                .count();
        return Math.min(before, MOST_TURNS) * settings.turn().toNanos();
    }

    private boolean isBefore(String node, String channel, double many) {
        boolean hasMany = assignments.owned(node) > many;
        if (hasMany != assignments.owned(self) > many) {
            return !hasMany;
        }
        int order = Integer.compare(place(channel, node), place(channel, self));
        return order != 0 ? order < 0 : node.compareTo(self) < 0;
    }

    // The hashes of strings that differ in their last character differ by as much, so bits are mixed (as Murmur3 ends).
    private static int place(String channel, String node) {
        int bits = 31 * channel.hashCode() + node.hashCode();
        bits = (bits ^ (bits >>> 16)) * 0x85EBCA6B;
        bits = (bits ^ (bits >>> 13)) * 0xC2B2AE35;
        return bits ^ (bits >>> 16);
    }
}
