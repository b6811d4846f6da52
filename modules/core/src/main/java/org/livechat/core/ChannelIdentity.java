package org.livechat.core;

import java.util.Optional;
import org.livechat.api.ChannelMode;

/**
 * What never changes about a channel.
 *
 * @param epoch higher than that of any earlier channel of this id
 * @param creator the user who made it; empty for a preset
 */
record ChannelIdentity(
        String id, String frequency, ChannelMode mode, long epoch, long createdAtMillis, Optional<String> creator) {}
