package org.livechat.media.inbound;

import java.util.concurrent.atomic.AtomicBoolean;
import org.livechat.api.media.MediaKind;

/**
 * One media section that a client sends on: what a slot can carry. Its stream's SSRC is learned from the first packet.
 * Owned by the client's worker, but for the final fields and {@link #isLive}.
 */
public final class Track {
    private final Talker owner;
    private final String mid;
    private final MediaKind kind;
    private final KeyframeDemand keyframes = new KeyframeDemand();

    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean live;

    private int ssrc;
    private boolean ssrcKnown;
    private long lastPacketNanos;
    private boolean keyframeRequestTimed;
    private long keyframeRequestNanos;

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

    /** Notes a packet of the track. */
    public void received(int packetSsrc, long nowNanos) {
        ssrc = packetSsrc;
        ssrcKnown = true;
        lastPacketNanos = nowNanos;
    }

    public long lastPacketNanos() {
        return lastPacketNanos;
    }

    public boolean isSsrcKnown() {
        return ssrcKnown;
    }

    /** The stream's SSRC, as it was in the latest packet. */
    public int ssrc() {
        return ssrc;
    }

    /** Whether another worker may now ask the owner's for a keyframe, since it does not already. Any thread. */
    public boolean beginAsking() {
        return !asking.get() && asking.compareAndSet(false, true);
    }

    /** The owner's worker has been asked. */
    public void asked() {
        asking.set(false);
    }

    /** What its listeners lack. */
    public KeyframeDemand keyframes() {
        return keyframes;
    }

    /** Notes that a keyframe request is timed for then; false if that was noted before. */
    public boolean timeKeyframeRequest(long nanos) {
        if (keyframeRequestTimed && keyframeRequestNanos == nanos) {
            return false;
        }
        keyframeRequestTimed = true;
        keyframeRequestNanos = nanos;
        return true;
    }
}
