package org.livechat.api.control;

import org.livechat.api.ChannelMode;

/** A channel in a list; {@code createdAtMillis} is Unix time, {@code recorded} whether what is said in it is. */
public record ChannelSummary(
        String id,
        String frequency,
        String name,
        ChannelMode mode,
        int memberCount,
        int capacity,
        long createdAtMillis,
        boolean recorded) {
    /** One that is not recorded. */
    public ChannelSummary(
            String id,
            String frequency,
            String name,
            ChannelMode mode,
            int memberCount,
            int capacity,
            long createdAtMillis) {
        this(id, frequency, name, mode, memberCount, capacity, createdAtMillis, false);
    }

    /** The same channel with another number of members. */
    public ChannelSummary withMemberCount(int count) {
        return new ChannelSummary(id, frequency, name, mode, count, capacity, createdAtMillis, recorded);
    }

    /** The same channel after a change of name and capacity. */
    public ChannelSummary withNameAndCapacity(String newName, int newCapacity) {
        return new ChannelSummary(id, frequency, newName, mode, memberCount, newCapacity, createdAtMillis, recorded);
    }
}
