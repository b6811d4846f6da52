package org.livechat.api;

import java.util.Set;

/**
 * Some channels, by their ids.
 *
 * @param patterns ids, or beginnings of ids that end in {@code *}; {@code *} alone is every channel
 */
public record ChannelSet(Set<String> patterns) {
    private static final String ANY = "*";
    private static final ChannelSet ALL = new ChannelSet(Set.of(ANY));
    private static final ChannelSet NONE = new ChannelSet(Set.of());

    public ChannelSet {
        patterns = Set.copyOf(patterns);
    }

    /** Every channel there is and will be. */
    public static ChannelSet all() {
        return ALL;
    }

    public static ChannelSet none() {
        return NONE;
    }

    public static ChannelSet of(String... patterns) {
        return new ChannelSet(Set.of(patterns));
    }

    public boolean contains(String channelId) {
        return patterns.contains(channelId) || patterns.stream().anyMatch(pattern -> isBeginning(pattern, channelId));
    }

    private static boolean isBeginning(String pattern, String channelId) {
        return pattern.endsWith(ANY) && channelId.startsWith(pattern.substring(0, pattern.length() - 1));
    }
}
