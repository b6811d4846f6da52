package org.livechat.core;

import org.livechat.api.media.MediaPlane;

/** What every session works with. */
record SessionParts(
        SessionSettings settings,
        ChannelRules rules,
        ChannelDirectory directory,
        FloorPolicies floors,
        MediaPlane media,
        TimeSource time,
        Deadlines deadlines,
        Drain drain,
        Blocks blocks) {}
