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

    /** Unless a recording of that id is in the register already. */
    record Recorded(StoredRecording recording) implements Change {}

    /** The file of a recording is no more; its row stays. Unless that is in the register already. */
    record RecordingDeleted(String id, String reason) implements Change {}

    /** The rows of the register that were written before an instant go, so that it does not grow for ever. */
    record RecordingsForgotten(long beforeMillis) implements Change {}
}
