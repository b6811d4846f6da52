package org.livechat.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a log says so far: every node that has applied the same entries has the same. One thread. */
final class Assignments {
    private final Map<String, Long> leases = new HashMap<>();
    private final Map<String, Owner> owners = new HashMap<>();
    private final Map<String, Integer> owned = new HashMap<>();

    /**
     * Takes the next entry.
     *
     * @param index its place in the log
     */
    void apply(long index, Entry entry) {
        switch (entry) {
            case Entry.Renewed(String node, long number) -> leases.merge(node, number, Math::max);
            case Entry.Expired(String node, long number) -> expire(node, number);
            case Entry.Claimed(String channel, String node) -> {
                if (!owners.containsKey(channel)) {
                    give(channel, node, index);
                }
            }
            case Entry.HandedOver(String channel, long epoch, String to) -> {
                Owner before = owners.get(channel);
                if (before != null && before.epoch() == epoch) {
                    take(channel, before.node());
                    give(channel, to, index);
                }
            }
        }
    }

    private void expire(String node, long number) {
        if (leases.remove(node, number) && owned.remove(node) != null) {
            owners.values().removeIf(owner -> owner.node().equals(node));
        }
    }

    private void give(String channel, String node, long index) {
        if (leases.containsKey(node)) {
            owners.put(channel, new Owner(node, index));
            owned.merge(node, 1, Integer::sum);
        }
    }

    private void take(String channel, String node) {
        owners.remove(channel);
        owned.merge(node, -1, Integer::sum);
    }

    Optional<Owner> owner(String channel) {
        return Optional.ofNullable(owners.get(channel));
    }

    /** Nodes with a lease. */
    Set<String> nodes() {
        return leases.keySet();
    }

    /** The number of a node's latest renewal; empty where it has no lease. */
    OptionalLong renewal(String node) {
        Long number = leases.get(node);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** How many channels a node owns. */
    int owned(String node) {
        return owned.getOrDefault(node, 0);
    }
}
