package org.livechat.media.quality;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.PeerQuality;
import org.livechat.media.downlink.Downlink;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.StreamTable;
import org.livechat.media.inbound.Track;
import org.livechat.media.outbound.Slot;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.bandwidth.RembEstimate;

/** Writes down how well a client does, for other threads to read. For the client's worker. */
final class PeerSnapshot {
    private PeerSnapshot() {}

    static PeerQuality of(Endpoint endpoint, long nowNanos, long nowMillis) {
        Peer peer = endpoint.peer();
        Downlink way = told(peer);
        return new PeerQuality(
                nowMillis,
                peer.roundTrip().isKnown()
                        ? Optional.of(Duration.ofNanos(peer.roundTrip().nanos()))
                        : Optional.empty(),
                peer.reportedLoss().share(),
                takes(peer, way, nowNanos),
                way == null ? Optional.empty() : Optional.of(Duration.ofNanos(way.queueNanos())),
                way != null && way.isPaused(nowNanos),
                slots(endpoint, nowNanos),
                sent(endpoint),
                received(endpoint.talker().streams()));
    }

    private static @Nullable Downlink told(Peer peer) {
        Downlink way = peer.downlink();
        return way != null && way.isTold() ? way : null;
    }

    private static OptionalLong takes(Peer peer, @Nullable Downlink way, long nowNanos) {
        if (way != null) {
            return OptionalLong.of(way.bitsPerSecond());
        }
        RembEstimate itsOwn = peer.told();
        return itsOwn == null ? OptionalLong.empty() : OptionalLong.of(itsOwn.bitsPerSecond(nowNanos));
    }

    private static List<PeerQuality.Slot> slots(Endpoint endpoint, long nowNanos) {
        List<PeerQuality.Slot> slots = new ArrayList<>();
        for (Slot slot : endpoint.slots()) {
            Track track = slot.assigned();
            if (track != null) {
                Stream source = slot.source();
                slots.add(new PeerQuality.Slot(
                        slot.mid(),
                        slot.kind(),
                        track.owner().peer().userId(),
                        slot.height(),
                        source == null ? 0 : source.bitsPerSecond(nowNanos),
                        slot.describe().paused()));
            }
        }
        return slots;
    }

    private static PeerQuality.Sent sent(Endpoint endpoint) {
        long packets = 0;
        long resent = 0;
        for (Slot slot : endpoint.slots()) {
            packets += Integer.toUnsignedLong(slot.stream().packetsSent());
            resent += slot.stream().packetsResent();
        }
        return new PeerQuality.Sent(packets, resent);
    }

    private static PeerQuality.Received received(StreamTable streams) {
        long packets = 0;
        long lost = 0;
        long recovered = 0;
        for (int i = 0; i < streams.size(); i++) {
            Stream stream = streams.get(i);
            packets += stream.statistics().received();
            lost += Math.max(0, stream.statistics().cumulativeLost());
            recovered += stream.packetsRecovered();
        }
        return new PeerQuality.Received(packets, lost, recovered);
    }
}
