package org.livechat.media.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;

/**
 * One media section that a client sends on: what a slot can carry. Its stream's SSRC is learned from the first packet.
 * Owned by the client's worker, but for what says that any thread may read it.
 */
public final class Track {
    private final Talker owner;
    private final String mid;
    private final MediaKind kind;

    private volatile boolean live;
    private volatile @Nullable Stream latest;
    private volatile SimulcastStreams simulcast = SimulcastStreams.NONE;

    private long lastPacketNanos;

    public Track(Talker owner, String mid, MediaKind kind) {
        this.owner = owner;
        this.mid = mid;
        this.kind = kind;
    }

    public Talker owner() {
        return owner;
    }

    public String mid() {
        return mid;
    }

    public MediaKind kind() {
        return kind;
    }

    /** Whether packets have come lately; any thread. */
    public boolean isLive() {
        return live;
    }

    public void setLive(boolean now) {
        live = now;
    }

    /** Notes under which ids it comes in several sizes at once, as negotiated last; none if it comes once. */
    public void negotiated(List<String> streamIds) {
        if (!simulcast.ids().equals(streamIds)) {
            simulcast = streamIds.isEmpty() ? SimulcastStreams.NONE : new SimulcastStreams(streamIds);
        }
    }

    /** The sizes that it comes in at once, any thread. */
    public SimulcastStreams simulcast() {
        return simulcast;
    }

    /** Notes a packet of one of its streams. */
    public void received(Stream stream, long nowNanos) {
        if (latest != stream) {
            latest = stream;
        }
        lastPacketNanos = nowNanos;
    }

    public long lastPacketNanos() {
        return lastPacketNanos;
    }

    /** The stream that its latest packet came in; null before the first. Any thread. */
    @Nullable
    public Stream latest() {
        return latest;
    }
}
