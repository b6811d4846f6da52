package org.livechat.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one node proposes, and for which channels it decides. The log, and the time by the node's own monotonic clock in ns, are arguments. One thread.
 *
 * <p>Two never decide for a channel at once: a node counts its lease from when it asked for it, the others from when they saw it in the log, which is
 * later, and they wait for longer. So clocks have to run alike, and need not say the same; and a node that was stopped for ten seconds finds
 * its lease over when it wakes.
 */
final class NodeRules {
    /** A node that has just come is no judge of who else there is. */
    private static final int RENEWALS_BEFORE_CLAIMS = 2;

    private final String self;
    private final LeaseSettings settings;
    private final Assignments assignments = new Assignments();
    private final OwnLease lease;
    private final Watches watches;
    private final Claims claims;
    private final Map<String, Entry.HandedOver> leaving = new HashMap<>();
    private long leaveNanos;

    /** @param self a name that no node had before */
    NodeRules(String self, LeaseSettings settings, long nowNanos) {
        this.self = self;
        this.settings = settings;
        this.lease = new OwnLease(self, settings, nowNanos);
        this.watches = new Watches(settings);
        this.claims = new Claims(self, settings, assignments);
        this.leaveNanos = nowNanos;
    }

    /** Members of a channel are here. */
    void want(String channel, long nowNanos) {
        claims.want(channel, nowNanos);
    }

    /** No member of a channel is here any more. */
    void leave(String channel) {
        claims.leave(channel);
    }

    /** A channel that this node decides for goes to another one; this one decides no more from now on. */
    void handOver(String channel, String to, long nowNanos) {
        OptionalLong epoch = decides(channel, nowNanos);
        if (epoch.isPresent()) {
            leaving.put(channel, new Entry.HandedOver(channel, epoch.getAsLong(), to));
            leaveNanos = nowNanos;
        }
    }

    /** The epoch in which this node decides for a channel now; empty where it does not. */
    OptionalLong decides(String channel, long nowNanos) {
        if (!lease.isValid(nowNanos) || leaving.containsKey(channel)) {
            return OptionalLong.empty();
        }
        Optional<Owner> owner =
                assignments.owner(channel).filter(one -> one.node().equals(self));
        return owner.isPresent() ? OptionalLong.of(owner.get().epoch()) : OptionalLong.empty();
    }

    /** Who owns what, as far as this node knows. */
    Assignments assignments() {
        return assignments;
    }

    /** Takes the next entry of the log. */
    void applied(long index, Entry entry, long nowNanos) {
        assignments.apply(index, entry);
        switch (entry) {
            case Entry.Renewed(String node, long number) -> renewed(node, number, nowNanos);
            case Entry.Expired(String node, long _) -> expired(node, nowNanos);
            case Entry.Claimed(String channel, String _) -> claims.look(channel, nowNanos);
            case Entry.HandedOver(String channel, long epoch, String _) -> {
                leaving.computeIfPresent(channel, (_, given) -> given.epoch() == epoch ? null : given);
                claims.look(channel, nowNanos);
            }
        }
    }

    private void renewed(String node, long number, long nowNanos) {
        if (node.equals(self)) {
            lease.renewed(number);
            if (number >= RENEWALS_BEFORE_CLAIMS) {
                claims.open(nowNanos);
            }
        } else {
            watches.renewed(node, assignments.renewal(node).orElse(number), nowNanos);
        }
    }

    private void expired(String node, long nowNanos) {
        if (assignments.renewal(node).isPresent()) {
            return; // it had renewed its lease before
        }
        watches.expired(node);
        if (node.equals(self)) {
            leaving.clear();
        }
        claims.lookAtAll(nowNanos);
    }

    /** What is to be proposed now. */
    List<Entry> due(long nowNanos) {
        List<Entry> due = new ArrayList<>();
        lease.due(nowNanos).ifPresent(due::add);
        due.addAll(watches.due(nowNanos));
        if (lease.isValid(nowNanos)) {
            due.addAll(claims.due(nowNanos));
        }
        if (!leaving.isEmpty() && nowNanos - leaveNanos >= 0) {
            due.addAll(leaving.values());
            leaveNanos = nowNanos + settings.renewEvery().toNanos();
        }
        return due;
    }

    /** When {@link #due} is to be asked again at the latest, if nothing is applied or wanted before. */
    long nextNanos(long nowNanos) {
        long next = Math.min(lease.dueIn(nowNanos), watches.dueIn(nowNanos));
        if (lease.isValid(nowNanos)) {
            next = Math.min(next, claims.dueIn(nowNanos));
        }
        if (!leaving.isEmpty()) {
            next = Math.min(next, leaveNanos - nowNanos);
        }
        return nowNanos + Math.max(0, next);
    }
}
