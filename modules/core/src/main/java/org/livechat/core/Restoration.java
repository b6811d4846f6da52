package org.livechat.core;

import org.livechat.api.RequestRefused;
import org.livechat.api.store.Remembered;
import org.livechat.api.store.StoredChannel;
import org.livechat.api.store.StoredMute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings back what the store remembers of earlier runs, behind the channels that the configuration has. */
record Restoration(FloorPolicies floors, ChannelDirectory channels, Blocks blocks) {
    private static final Logger log = LoggerFactory.getLogger(Restoration.class);

    void bringBack(Remembered remembered) {
        remembered.channels().forEach(this::bringBack);
        remembered.mutes().forEach(this::bringBack);
        remembered.blocks().forEach(blocks::restore);
        if (!remembered.equals(Remembered.nothing())) {
            log.info(
                    "Back from the store: {} channels, {} mutes, {} blocks",
                    remembered.channels().size(),
                    remembered.mutes().size(),
                    remembered.blocks().size());
        }
    }

    // One that cannot be there now, for example since the configuration has another one of its frequency, stays in the
    // store.
    private void bringBack(StoredChannel channel) {
        try {
            floors.restore(channel);
        } catch (RequestRefused e) {
            log.warn("Channel {} of before is not back: {}", channel.id(), e.reason());
        }
    }

    private void bringBack(StoredMute mute) {
        channels.find(mute.channelId()).ifPresent(channel -> channel.talk().restoreMute(mute.userId()));
    }
}
