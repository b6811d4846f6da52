package org.livechat.api.media;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint as operators see it.
 *
 * @param endpointId the server's ufrag
 * @param userId the member
 * @param channelId the channel
 * @param address where its media goes; empty before the first valid STUN check
 * @param lastSeenMillis Unix time of the last valid packet in ms, or {@link #NEVER_SEEN}
 * @param srtpReady keys are in place
 * @param tracks what the client sends
 * @param quality how media gets to and from it; empty before the first
 * @param overTcp whether it is at its address by TCP, and not by UDP
 */
public record PeerStatus(
        String endpointId,
        String userId,
        String channelId,
        Optional<InetSocketAddress> address,
        long lastSeenMillis,
        boolean srtpReady,
        List<Track> tracks,
        Optional<PeerQuality> quality,
        boolean overTcp) {
    /** The time of the last packet of an endpoint of which none has come. */
    public static final long NEVER_SEEN = 0;

    public PeerStatus {
        tracks = List.copyOf(tracks);
    }

    /** Of one by UDP. */
    public PeerStatus(
            String endpointId,
            String userId,
            String channelId,
            Optional<InetSocketAddress> address,
            long lastSeenMillis,
            boolean srtpReady,
            List<Track> tracks,
            Optional<PeerQuality> quality) {
        this(endpointId, userId, channelId, address, lastSeenMillis, srtpReady, tracks, quality, false);
    }

    /** Of an endpoint of which is not known how well it does. */
    public PeerStatus(
            String endpointId,
            String userId,
            String channelId,
            Optional<InetSocketAddress> address,
            long lastSeenMillis,
            boolean srtpReady,
            List<Track> tracks) {
        this(endpointId, userId, channelId, address, lastSeenMillis, srtpReady, tracks, Optional.empty());
    }

    /** One stream of a client; {@code ssrc} as an unsigned number. */
    public record Track(long ssrc, MediaKind kind) {}
}
