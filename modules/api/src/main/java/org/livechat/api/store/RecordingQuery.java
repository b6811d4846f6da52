package org.livechat.api.store;

import java.util.Optional;
import java.util.OptionalLong;
import org.livechat.api.ChannelSet;
import org.livechat.api.FloorIndicator;

/**
 * Which recordings are asked for: those that are all of what is said here.
 *
 * @param fromMillis began then or later, Unix time
 * @param toMillis began before then
 * @param channels of these channels alone, whatever {@code channelId} says
 * @param withFile whether those are left out whose file is not there, or not any more
 * @param page by the numbers of rows
 * @since 1
 */
public record RecordingQuery(
        Optional<String> channelId,
        Optional<String> userId,
        Optional<FloorIndicator> indicator,
        OptionalLong fromMillis,
        OptionalLong toMillis,
        ChannelSet channels,
        boolean withFile,
        PageRequest page) {
    /** Of any channel, with a file or without. */
    public RecordingQuery(
            Optional<String> channelId,
            Optional<String> userId,
            Optional<FloorIndicator> indicator,
            OptionalLong fromMillis,
            OptionalLong toMillis,
            PageRequest page) {
        this(channelId, userId, indicator, fromMillis, toMillis, ChannelSet.all(), false, page);
    }
}
