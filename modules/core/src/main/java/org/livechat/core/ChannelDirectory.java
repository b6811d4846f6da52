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
import org.livechat.api.store.StoredChannel;
import org.livechat.floor.FloorMachine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels there are, by id and by frequency. Its lock makes creation and removal atomic; it is taken under a
 * channel's lock and nothing is called under it but the store's queue, which waits for nothing.
 */
final class ChannelDirectory {
    private static final Logger log = LoggerFactory.getLogger(ChannelDirectory.class);

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

    /** @param highestEpoch of all channels of earlier runs */
    ChannelDirectory(ChannelParts parts, long highestEpoch) {
        this.parts = parts;
        this.epoch = highestEpoch;
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

    /** Makes a channel of the configuration. */
    void createPreset(PresetChannel preset, FloorMachine machine) {
        var wanted = asWanted(preset.asNewChannel(), Optional.empty());
        warnUnlessRecorded(wanted);
        register(wanted, machine, true).result().created();
    }

    /**
     * Makes a channel whose values have been checked.
     *
     * @param creator empty for one of the server's
     * @return the channel, and whether it is kept
     */
    Kept<Channel> create(NewChannel wanted, FloorMachine machine, Optional<String> creator) {
        if (wanted.record() && !parts.media().records()) {
            throw new RequestRefused(
                    ErrorCode.INVALID_PAYLOAD,
                    "record: channel " + wanted.id() + " cannot be recorded, since this server has no recorder");
        }
        var made = register(asWanted(wanted, creator), machine, false);
        made.result().created();
        return made;
    }

    private StoredChannel asWanted(NewChannel wanted, Optional<String> creator) {
        return new StoredChannel(
                wanted.id(),
                wanted.frequency(),
                wanted.name(),
                wanted.mode(),
                wanted.capacity().orElse(parts.settings().defaultCapacity()),
                parts.time().wallMillis(),
                creator,
                wanted.floor(),
                wanted.record());
    }

    /** Makes a channel as it was when the server was stopped; it is kept already. */
    void restore(StoredChannel stored, FloorMachine machine) {
        put(stored, machine, false).created();
        warnUnlessRecorded(stored);
    }

    private void warnUnlessRecorded(StoredChannel channel) {
        if (channel.record() && !parts.media().records()) {
            log.warn("Channel {} is to be recorded and is not: this server has no recorder", channel.id());
        }
    }

    /** Refuses a client a channel that is recorded, which takes room on the disk, where only operators make such ones. */
    void requireClientsRecord(NewChannel wanted) {
        if (wanted.record() && !parts.settings().recordByClients()) {
            throw new RequestRefused(
                    ErrorCode.ACCESS_DENIED,
                    "record: only operators make channels that are recorded on this server; leave record out");
        }
    }

    // Handed to the store before the channel can be deleted, which is handed to it as well.
    private Kept<Channel> register(StoredChannel wanted, FloorMachine machine, boolean preset) {
        lock.lock();
        try {
            var channel = put(wanted, machine, preset);
            return new Kept<>(channel, channel.record().made(channel.summary()));
        } finally {
            lock.unlock();
        }
    }

    private Channel put(StoredChannel wanted, FloorMachine machine, boolean preset) {
        lock.lock();
        try {
            requireFree(wanted.id(), wanted.frequency());
            requireRoom(wanted.creator());
            epoch++;
            var identity = new ChannelIdentity(
                    wanted.id(),
                    wanted.frequency(),
                    wanted.mode(),
                    epoch,
                    wanted.createdAtMillis(),
                    wanted.creator(),
                    wanted.floor(),
                    preset,
                    wanted.record(),
                    wanted.record() && parts.media().records());
            var channel = new Channel(
                    identity, wanted.name(), wanted.capacity(), machine, parts, changes::incrementAndGet, this::remove);
            byId.put(wanted.id(), channel);
            byFrequency.put(wanted.frequency(), channel);
            changes.incrementAndGet();
            wanted.creator().ifPresent(userId -> madeBy.merge(userId, 1, Integer::sum));
            return channel;
        } finally {
            lock.unlock();
        }
    }

    private void requireFree(String id, String frequency) {
        if (byId.containsKey(id)) {
            throw new RequestRefused(ErrorCode.ALREADY_EXISTS, "channel " + id + " exists already");
        }
        if (byFrequency.containsKey(frequency)) {
            throw new RequestRefused(
                    ErrorCode.ALREADY_EXISTS, "frequency " + frequency + " belongs to another channel");
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
