package org.livechat.protocol;

import org.livechat.api.ChannelMode;

/** A channel in a list; {@code createdAtMillis} is Unix time. */
public record ChannelEntry(
        String channelId,
        String frequency,
        String name,
        ChannelMode mode,
        int memberCount,
        int capacity,
        long createdAtMillis) {}
