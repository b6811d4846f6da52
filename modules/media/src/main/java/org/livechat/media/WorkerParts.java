package org.livechat.media;

import java.util.function.Consumer;

/**
 * What all workers of a plane share; each part may be used by any thread.
 *
 * @param end forgets an endpoint
 * @param tracksChanged told of channels in which a track came or went
 * @param levelsChanged told that it is time to see who is loudest
 */
record WorkerParts(
        EndpointDirectory directory,
        Handshakes handshakes,
        MediaEvents events,
        Patience patience,
        Consumer<Endpoint> end,
        Consumer<ChannelView> tracksChanged,
        Consumer<ChannelView> levelsChanged) {}
