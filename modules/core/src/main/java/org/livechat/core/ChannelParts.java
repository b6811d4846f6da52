package org.livechat.core;

import org.livechat.api.media.MediaPlane;
import org.livechat.api.store.Store;

/** What every channel works with. */
record ChannelParts(
        MediaPlane media,
        Endpoints endpoints,
        Deadlines deadlines,
        TimeSource time,
        Turns turns,
        FloorTaps taps,
        ChannelSettings settings,
        PolicyFailures policyFailures,
        Quality quality,
        Observation observation,
        Store store) {}
