package org.livechat.core;

import java.util.Optional;
import org.livechat.api.ChannelMode;
import org.livechat.api.control.FloorChoice;

/**
 * What never changes about a channel.
 *
 * @param epoch higher than that of any earlier channel of this id
 * @param creator the user who made it; empty for one of the server's
 * @param floor how its floor differs from the configured one
 * @param preset whether the configuration has it
 * @param record whether what is said in it is to be recorded
 * @param recorded whether it is: not where this server has no recorder
 */
record ChannelIdentity(
        String id,
        String frequency,
        ChannelMode mode,
        long epoch,
        long createdAtMillis,
        Optional<String> creator,
        FloorChoice floor,
        boolean preset,
        boolean record,
        boolean recorded) {}
