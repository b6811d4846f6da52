package org.livechat.media.quality;

import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.inbound.Stream;
import org.livechat.media.outbound.Slot;
import org.livechat.media.peer.Peer;

/**
 * KPI 3 of TS 22.179 (6.15.3) as far as a relay can know it: half a round trip from the talker, the time in the server, and half a
 * round trip to the listener. What the clients add is not in it: capture, encoder, jitter buffer, decoder, playout.
 */
final class MouthToEar {
    /** It is not known. */
    static final long UNKNOWN = -1;

    private MouthToEar() {}

    /**
     * Of the first voice that an endpoint is being sent.
     *
     * @param roundNanos how long a worker takes
     * @return in ns, or {@link #UNKNOWN} while there is no voice or a round trip has not been measured
     */
    static long of(Endpoint listener, long roundNanos) {
        Peer to = listener.peer();
        Peer from = heardBy(listener);
        if (from == null || !to.roundTrip().isKnown() || from.measuredRoundTripNanos() == Peer.UNKNOWN) {
            return UNKNOWN;
        }
        long inServer = from.worker() == to.worker() ? roundNanos : 2 * roundNanos;
        return from.measuredRoundTripNanos() / 2 + inServer + to.roundTrip().nanos() / 2;
    }

    private static @Nullable Peer heardBy(Endpoint listener) {
        for (Slot slot : listener.slots()) {
            Stream source = slot.kind() == MediaKind.AUDIO ? slot.source() : null;
            if (source != null && slot.stream().hasNewsToReport()) {
                return source.track().owner().peer();
            }
        }
        return null;
    }
}
