package org.livechat.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.store.Change;
import org.livechat.api.store.Page;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredChannel;
import org.livechat.api.store.StoredMessage;

/** What is kept of one channel. Changes are handed over under the channel's lock, so that they stand in the order of the decisions. */
record ChannelRecord(ChannelIdentity identity, Store store) {
    /** It was made; of a preset, which the configuration has, nothing is kept. */
    Receipt made(ChannelSummary summary) {
        return stored(summary)
                .map(channel -> store.keep(new Change.ChannelMade(channel)))
                .orElse(Receipt.notKept());
    }

    /** Its name or capacity changed. */
    Receipt changed(ChannelSummary summary) {
        return stored(summary)
                .map(channel -> store.keep(new Change.ChannelChanged(channel)))
                .orElse(Receipt.notKept());
    }

    /** It is no more. */
    Receipt gone() {
        return store.keep(new Change.ChannelGone(identity.id()));
    }

    Receipt muted(String userId) {
        return store.keep(new Change.Muted(identity.id(), userId));
    }

    Receipt unmuted(String userId) {
        return store.keep(new Change.Unmuted(identity.id(), userId));
    }

    Receipt posted(StoredMessage message) {
        return store.keep(new Change.Posted(message));
    }

    /** Under no lock. */
    Page<StoredMessage> messages(PageRequest request) {
        return store.messages(identity.id(), request);
    }

    /** Under no lock. */
    Page<StoredBurst> bursts(PageRequest request) {
        return store.bursts(identity.id(), request);
    }

    /** Which recordings are those of which bursts. Under no lock. */
    Map<StoredBurst, List<String>> recordings(List<StoredBurst> bursts) {
        return new BurstRecordings(identity.id(), store).of(bursts);
    }

    private Optional<StoredChannel> stored(ChannelSummary summary) {
        return identity.preset()
                ? Optional.empty()
                : Optional.of(new StoredChannel(
                        identity.id(),
                        identity.frequency(),
                        summary.name(),
                        identity.mode(),
                        summary.capacity(),
                        identity.createdAtMillis(),
                        identity.creator(),
                        identity.floor(),
                        identity.record()));
    }
}
