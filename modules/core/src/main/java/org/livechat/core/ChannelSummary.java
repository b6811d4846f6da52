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
        long createdAtMillis) {
    ChannelSummary withMemberCount(int count) {
        return new ChannelSummary(id, frequency, name, mode, count, capacity, createdAtMillis);
    }

    ChannelSummary withNameAndCapacity(String newName, int newCapacity) {
        return new ChannelSummary(id, frequency, newName, mode, memberCount, newCapacity, createdAtMillis);
    }
}
