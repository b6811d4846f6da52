package org.livechat.media.quality;

import java.time.Duration;
import org.livechat.api.media.PeerQuality;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.peer.Peer;

/** Says how well each client does, when reports are due. Owned by one worker. */
public final class QualityReports {
    private final MediaEvents events;
    private final RoundTime rounds;
    private final PeerHistograms histograms;

    /**
     * @param rounds of the worker
     * @param histograms those of all workers
     */
    public QualityReports(MediaEvents events, RoundTime rounds, PeerHistograms histograms) {
        this.events = events;
        this.rounds = rounds;
        this.histograms = histograms;
    }

    /** The first packet of all has gone to a client. */
    public void firstHeard(Peer peer) {
        peer.heard();
        events.raise(listener -> listener.firstHeard(peer.id()));
    }

    /** Takes stock of a client with traffic; about once a second, before its reports are written. */
    public void report(Endpoint endpoint, long nowNanos) {
        endpoint.peer().publishRoundTrip();
        PeerQuality quality = PeerSnapshot.of(endpoint, nowNanos, System.currentTimeMillis());
        endpoint.peer().publish(quality);
        histograms.count(quality);
        long mouthToEar = MouthToEar.of(endpoint, rounds.nanos());
        if (mouthToEar != MouthToEar.UNKNOWN) {
            events.raise(listener -> listener.mouthToEar(endpoint.id(), Duration.ofNanos(mouthToEar)));
        }
    }
}
