package org.livechat.core;

import org.livechat.api.media.MediaPlane;
import org.livechat.floor.FloorMachine;

/** What every session works with; {@code floorMachine} is that of the channels that clients make. */
record SessionParts(
        SessionSettings settings,
        ChannelRules rules,
        ChannelDirectory directory,
        FloorMachine floorMachine,
        MediaPlane media,
        TimeSource time,
        Deadlines deadlines) {}
