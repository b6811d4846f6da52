package org.livechat.protocol;

import org.livechat.api.ChannelMode;

/** A channel in a list; {@code createdAtMillis} is Unix time, {@code recorded} an extension. */
public record ChannelEntry(
        String channelId,
        String frequency,
        String name,
        ChannelMode mode,
        int memberCount,
        int capacity,
        long createdAtMillis,
        boolean recorded) {
    /** One that is not recorded. */
    public ChannelEntry(
            String channelId,
            String frequency,
            String name,
            ChannelMode mode,
            int memberCount,
            int capacity,
            long createdAtMillis) {
        this(channelId, frequency, name, mode, memberCount, capacity, createdAtMillis, false);
    }
}
