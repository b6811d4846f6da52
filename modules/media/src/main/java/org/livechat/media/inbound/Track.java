package org.livechat.media.inbound;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.media.format.PacketNumbers;

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
    private volatile PacketNumbers numbers = PacketNumbers.NONE;
    private volatile int[] sources = {};

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

    /**
     * Notes what was negotiated last.
     *
     * @param newNumbers what the numbers in its packets mean
     * @param newSources the SSRCs that the client says it comes under, if it says so
     * @param streamIds under which it comes in several sizes at once; none if it comes once
     */
    public void negotiated(PacketNumbers newNumbers, Set<Integer> newSources, List<String> streamIds) {
        numbers = newNumbers;
        sources = newSources.stream().mapToInt(Integer::intValue).toArray();
        if (!simulcast.ids().equals(streamIds)) {
            simulcast = streamIds.isEmpty() ? SimulcastStreams.NONE : new SimulcastStreams(streamIds);
        }
    }

    /** Lets go of codecs: nothing is taken from it any more, unless it is negotiated again. */
    public void forget() {
        numbers = PacketNumbers.NONE;
    }

    /** Whether the client may send on it, by what was negotiated last. */
    // There is one that means nothing, and that is meant.
    @SuppressWarnings("ReferenceEquality")
    public boolean isNegotiated() {
        return numbers != PacketNumbers.NONE;
    }

    /** What the numbers in its packets mean; any thread. */
    public PacketNumbers numbers() {
        return numbers;
    }

    /** Whether the client has said that it comes under this SSRC (RFC 5576 4.1). */
    public boolean comesUnder(int ssrc) {
        for (int source : sources) {
            if (source == ssrc) {
                return true;
            }
        }
        return false;
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
