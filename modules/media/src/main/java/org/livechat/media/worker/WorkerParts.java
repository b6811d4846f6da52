package org.livechat.media.worker;

import java.util.function.Consumer;
import org.livechat.media.connection.Handshakes;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.life.Patience;
import org.livechat.media.picture.ChannelView;
import org.livechat.media.quality.PeerHistograms;

/**
 * What all workers of a plane share; each part may be used by any thread.
 *
 * @param histograms how the ways to clients are spread
 * @param end forgets an endpoint
 * @param tracksChanged told of channels in which a track came or went
 * @param levelsChanged told that it is time to see who is loudest
 */
public record WorkerParts(
        EndpointDirectory directory,
        Handshakes handshakes,
        MediaEvents events,
        Patience patience,
        PeerHistograms histograms,
        Consumer<Endpoint> end,
        Consumer<ChannelView> tracksChanged,
        Consumer<ChannelView> levelsChanged) {
    /** With histograms that nobody looks at. */
    public WorkerParts(
            EndpointDirectory directory,
            Handshakes handshakes,
            MediaEvents events,
            Patience patience,
            Consumer<Endpoint> end,
            Consumer<ChannelView> tracksChanged,
            Consumer<ChannelView> levelsChanged) {
        this(directory, handshakes, events, patience, new PeerHistograms(), end, tracksChanged, levelsChanged);
    }
}
