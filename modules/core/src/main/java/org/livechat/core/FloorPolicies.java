package org.livechat.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.livechat.api.control.NewChannel;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.store.StoredChannel;

/**
 * The floor policies in use, which can be replaced. Its lock makes the choice of a policy and the making of the channel one
 * step, so that no channel is left behind with a policy that is gone; it is taken under no other lock.
 */
final class FloorPolicies {
    private static final int MOST_NAMED = 10;

    private final ChannelDirectory channels;
    private final ReentrantLock lock = new ReentrantLock();
    private FloorProfiles profiles;

    FloorPolicies(FloorProfiles profiles, ChannelDirectory channels) {
        this.profiles = profiles;
        this.channels = channels;
    }

    /** Makes a channel whose values have been checked, with the floor that it chooses. */
    Kept<Channel> create(NewChannel wanted, Optional<String> creator) {
        lock.lock();
        try {
            return channels.create(wanted, profiles.machine(wanted.floor()), creator);
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #create}, of a channel of before the server was started. */
    void restore(StoredChannel stored) {
        lock.lock();
        try {
            channels.restore(stored, profiles.machine(stored.floor()));
        } finally {
            lock.unlock();
        }
    }

    /** As {@link LiveControlPlane#usePolicies}. */
    List<String> use(Collection<FloorPolicy> policies) {
        lock.lock();
        try {
            var next = profiles.with(policies);
            requireAllOfChannels(next);
            profiles = next;
            channels.all().forEach(channel -> channel.talk().usePolicyOf(next));
            return waiting();
        } finally {
            lock.unlock();
        }
    }

    private void requireAllOfChannels(FloorProfiles next) {
        var lost = channels.all().stream()
                .flatMap(channel -> channel.talk().policy().stream()
                        .filter(policy -> !next.policies().contains(policy))
                        .map(policy -> channel.id() + " (" + policy + ")"))
                .toList();
        if (!lost.isEmpty()) {
            throw new IllegalArgumentException("floor policies " + next.policies() + " lack what these channels have: "
                    + String.join(", ", shortened(lost)));
        }
    }

    private static List<String> shortened(List<String> names) {
        if (names.size() <= MOST_NAMED) {
            return names;
        }
        var first = new ArrayList<>(names.subList(0, MOST_NAMED));
        first.add("and " + (names.size() - MOST_NAMED) + " more");
        return first;
    }

    /** The channels that still use a policy which has been replaced. */
    List<String> waiting() {
        return channels.all().stream()
                .filter(channel -> channel.talk().awaitsPolicy())
                .map(Channel::id)
                .toList();
    }
}
