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
 * @param recorded whether what is said in it is
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
        boolean recorded) {}
