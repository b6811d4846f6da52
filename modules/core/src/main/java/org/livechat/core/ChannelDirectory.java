package org.livechat.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.control.NewChannel;
import org.livechat.floor.FloorMachine;

/**
 * The channels there are, by id and by frequency. Its lock makes creation and removal atomic; it is taken under a
 * channel's lock and nothing is called under it.
 */
final class ChannelDirectory {
    private final ChannelParts parts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Channel> byId = new ConcurrentHashMap<>();
    private final Map<String, Channel> byFrequency = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> madeBy = new HashMap<>();
    /** How often anything that is in a listing has changed. */
    private final AtomicLong changes = new AtomicLong();

    private volatile Listing listing = new Listing(0, List.of());
    private long epoch;

    /** @param changes how many there were before it was made */
    private record Listing(long changes, List<ChannelSummary> summaries) {}

    ChannelDirectory(ChannelParts parts) {
        this.parts = parts;
    }

    /** By frequency; the very same list until something has changed. */
    List<ChannelSummary> summaries() {
        long now = changes.get();
        Listing known = listing;
        if (known.changes() != now) {
            // What changes meanwhile may be in it already, and has the next one made all the same.
            known = new Listing(
                    now, byFrequency.values().stream().map(Channel::summary).toList());
            listing = known;
        }
        return known.summaries();
    }

    static RequestRefused notFound(String channelId) {
        return new RequestRefused(
                ErrorCode.CHANNEL_NOT_FOUND,
                ChannelRules.isId(channelId) ? "there is no channel " + channelId : "there is no channel of this id");
    }

    Optional<Channel> find(String channelId) {
        return Optional.ofNullable(byId.get(channelId));
    }

    Channel require(String channelId) {
        return find(channelId).orElseThrow(() -> notFound(channelId));
    }

    /** By frequency. */
    List<Channel> all() {
        return List.copyOf(byFrequency.values());
    }

    int size() {
        return byId.size();
    }

    /**
     * Makes a channel whose values have been checked.
     *
     * @param creator empty for a preset
     */
    Channel create(NewChannel wanted, FloorMachine machine, Optional<String> creator) {
        int capacity = wanted.capacity().orElse(parts.settings().defaultCapacity());
        var channel = register(wanted, capacity, machine, creator);
        channel.created();
        return channel;
    }

    private Channel register(NewChannel wanted, int capacity, FloorMachine machine, Optional<String> creator) {
        lock.lock();
        try {
            requireFree(wanted);
            requireRoom(creator);
            epoch++;
            var identity = new ChannelIdentity(
                    wanted.id(),
                    wanted.frequency(),
                    wanted.mode(),
                    epoch,
                    parts.time().wallMillis(),
                    creator);
            var channel = new Channel(
                    identity, wanted.name(), capacity, machine, parts, changes::incrementAndGet, this::remove);
            byId.put(wanted.id(), channel);
            byFrequency.put(wanted.frequency(), channel);
            changes.incrementAndGet();
            creator.ifPresent(userId -> madeBy.merge(userId, 1, Integer::sum));
            return channel;
        } finally {
            lock.unlock();
        }
    }

    private void requireFree(NewChannel wanted) {
        if (byId.containsKey(wanted.id())) {
            throw new RequestRefused(ErrorCode.ALREADY_EXISTS, "channel " + wanted.id() + " exists already");
        }
        if (byFrequency.containsKey(wanted.frequency())) {
            throw new RequestRefused(
                    ErrorCode.ALREADY_EXISTS, "frequency " + wanted.frequency() + " belongs to another channel");
        }
    }

    private void requireRoom(Optional<String> creator) {
        int most = parts.settings().maxChannels();
        if (byId.size() >= most) {
            throw new RequestRefused(
                    ErrorCode.RATE_LIMITED, "the server has its " + most + " channels; wait until one is deleted");
        }
        int mostOfOne = parts.settings().maxChannelsPerCreator();
        if (creator.isPresent() && madeBy.getOrDefault(creator.get(), 0) >= mostOfOne) {
            throw new RequestRefused(
                    ErrorCode.RATE_LIMITED, "you have made " + mostOfOne + " channels; delete one of them first");
        }
    }

    private void remove(Channel channel) {
        lock.lock();
        try {
            byId.remove(channel.id(), channel);
            byFrequency.remove(channel.identity().frequency(), channel);
            changes.incrementAndGet();
            channel.identity()
                    .creator()
                    .ifPresent(
                            userId -> madeBy.computeIfPresent(userId, (user, count) -> count == 1 ? null : count - 1));
        } finally {
            lock.unlock();
        }
    }
}
