package org.livechat.media;

import org.livechat.api.media.MediaKind;

/**
 * One media section that a client sends on: what a slot can carry. Its stream's SSRC is learned from the first packet.
 * Owned by the endpoint's worker, but for the final fields and {@link #isLive}.
 */
final class Track {
    /** At most one keyframe request a source in this time. */
    private static final long REQUEST_INTERVAL_NANOS = 500_000_000L;

    private final Endpoint owner;
    private final String mid;
    private final MediaKind kind;

    private volatile boolean live;

    private int ssrc;
    private boolean ssrcKnown;
    private long lastPacketNanos;
    private long lastRequestNanos;
    private boolean requestedEver;

    Track(Endpoint owner, String mid, MediaKind kind) {
        this.owner = owner;
        this.mid = mid;
        this.kind = kind;
    }

    Endpoint owner() {
        return owner;
    }

    String mid() {
        return mid;
    }

    MediaKind kind() {
        return kind;
    }

    /** Whether packets have come lately; any thread. */
    boolean isLive() {
        return live;
    }

    void setLive(boolean now) {
        live = now;
    }

    /** Notes a packet of the track. */
    void received(int packetSsrc, long nowNanos) {
        ssrc = packetSsrc;
        ssrcKnown = true;
        lastPacketNanos = nowNanos;
    }

    long lastPacketNanos() {
        return lastPacketNanos;
    }

    boolean isSsrcKnown() {
        return ssrcKnown;
    }

    /** The stream's SSRC, as it was in the latest packet. */
    int ssrc() {
        return ssrc;
    }

    /** Whether a keyframe may be asked for now; if so, notes that it was. */
    boolean mayRequestKeyframe(long nowNanos) {
        if (requestedEver && nowNanos - lastRequestNanos < REQUEST_INTERVAL_NANOS) {
            return false;
        }
        requestedEver = true;
        lastRequestNanos = nowNanos;
        return true;
    }
}
