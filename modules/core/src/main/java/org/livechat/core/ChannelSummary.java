package org.livechat.core;

import org.livechat.api.ChannelMode;

/** A channel in a list; {@code createdAtMillis} is Unix time. */
public record ChannelSummary(
        String id,
        String frequency,
        String name,
        ChannelMode mode,
        int memberCount,
        int capacity,
        long createdAtMillis) {}
