package org.livechat.api.store;

import org.livechat.api.control.BlockStatus;

/**
 * Something to be kept. There may be more of them: a switch needs a {@code default}.
 *
 * @since 1
 */
public sealed interface Change {
    /** A channel that is in no configuration was made. Whatever was kept of an earlier one of its id is forgotten. */
    record ChannelMade(StoredChannel channel) implements Change {}

    /** Such a channel is another one now; what was said in it stays. */
    record ChannelChanged(StoredChannel channel) implements Change {}

    /** A channel is no more, and with it its mutes, messages and bursts. */
    record ChannelGone(String channelId) implements Change {}

    record Muted(String channelId, String userId) implements Change {}

    record Unmuted(String channelId, String userId) implements Change {}

    /** In place of any block of that user. */
    record Blocked(BlockStatus block) implements Change {}

    record Unblocked(String userId) implements Change {}

    record Posted(StoredMessage message) implements Change {}

    record Talked(StoredBurst burst) implements Change {}
}
