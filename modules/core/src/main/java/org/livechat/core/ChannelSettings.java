package org.livechat.core;

import java.time.Duration;

/**
 * What bounds channels.
 *
 * @param maxChannels the most channels of this server, presets included; a frequency has four digits, so 10,000 at most
 * @param maxChannelsPerCreator the most channels that one user may have made
 * @param emptyLifetime a channel made by a client is removed when it has been empty for this long
 * @param defaultCapacity the most members of a channel that was made without saying how many
 * @param maxCapacity the most members that anybody may ask for
 * @param messageLimitBytes the longest message in bytes of UTF-8
 * @param recordByClients whether clients may make channels that are recorded
 */
public record ChannelSettings(
        int maxChannels,
        int maxChannelsPerCreator,
        Duration emptyLifetime,
        int defaultCapacity,
        int maxCapacity,
        int messageLimitBytes,
        boolean recordByClients) {
    /** How many frequencies of four digits there are. */
    static final int FREQUENCIES = 10_000;

    private static final int MOST_MEMBERS = 100_000;
    private static final int LONGEST_MESSAGE_BYTES = 65_536;

    public ChannelSettings {
        Bounds.within("channels.maximum", maxChannels, 1, FREQUENCIES);
        Bounds.within("channels.per_creator", maxChannelsPerCreator, 0, FREQUENCIES);
        Bounds.within("channels.empty_lifetime", emptyLifetime, Duration.ofSeconds(1), Duration.ofDays(365));
        Bounds.within("channels.largest_capacity", maxCapacity, 1, MOST_MEMBERS);
        Bounds.within("channels.default_capacity", defaultCapacity, 1, maxCapacity);
        Bounds.within("channels.message_bytes", messageLimitBytes, 1, LONGEST_MESSAGE_BYTES);
    }

    /** Clients make no channels that are recorded. */
    public ChannelSettings(
            int maxChannels,
            int maxChannelsPerCreator,
            Duration emptyLifetime,
            int defaultCapacity,
            int maxCapacity,
            int messageLimitBytes) {
        this(maxChannels, maxChannelsPerCreator, emptyLifetime, defaultCapacity, maxCapacity, messageLimitBytes, false);
    }

    public static ChannelSettings defaults() {
        return new ChannelSettings(1000, 20, Duration.ofMinutes(10), 100, 1000, 2000);
    }
}
