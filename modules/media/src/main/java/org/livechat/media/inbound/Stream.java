package org.livechat.media.inbound;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.PictureLayer;
import org.livechat.media.format.Feedback;
import org.livechat.media.format.PayloadType;
import org.livechat.rtc.layer.FrameDependencies;
import org.livechat.rtc.loss.MissingPackets;
import org.livechat.rtc.loss.RedundancyGaps;

/** One SSRC of a client and the track it belongs to. Owned by one worker. */
public final class Stream {
    /** About what a listener's buffer holds of a voice on a bad network. */
    private static final int USEFUL_VOICE_MILLIS = 150;

    /** How far from what a sender's report says packets may come for it to be believed. */
    private static final long MOST_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** How long what is lost is of use to listeners: as long as their buffers grow for it. */
    private static final long VOICE_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private static final long PICTURE_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1000);

    private record Mapping(long ntp, int timestamp, long toldNanos) {}

    private final int ssrc;
    private final Track track;
    private final int clockRate;
    private final ReceptionStatistics statistics;
    private final @Nullable MissingPackets missing;
    private final KeyframeDemand keyframes = new KeyframeDemand();
    private final AtomicBoolean asking = new AtomicBoolean();
    private boolean keyframeRequestTimed;
    private long keyframeRequestNanos;
    private final StreamRate rate = new StreamRate();
    private volatile int height;
    private final AtomicIntegerArray layerHeights = new AtomicIntegerArray(PictureLayer.HIGHEST + 1);
    private volatile @Nullable LayerRates layers;
    private @Nullable FrameDependencies dependencies;
    private long burst = CurrentBurst.NONE;
    private long latestNanos;
    private boolean requestTimed;
    private @Nullable RedundancyGaps gaps;
    private long recovered;
    private int payloadType = PayloadType.NONE;
    // One object, since the worker of a listener may read it while the owner's writes.
    private volatile @Nullable Mapping mapping;

    /** @param asksForLost whether its sender may be asked for packets that are lost */
    public Stream(int ssrc, Track track, int clockRate, boolean asksForLost) {
        this.ssrc = ssrc;
        this.missing = asksForLost ? new MissingPackets(patienceNanos(track.kind())) : null;
        this.track = track;
        this.clockRate = clockRate;
        this.statistics = new ReceptionStatistics(
                clockRate,
                asksForLost && track.kind() == MediaKind.AUDIO
                        ? clockRate / 1000 * USEFUL_VOICE_MILLIS
                        : ReceptionStatistics.EVER);
    }

    public int ssrc() {
        return ssrc;
    }

    /** Notes the payload type of its latest packet, or of what that brings again. */
    public void carries(int newPayloadType) {
        payloadType = newPayloadType;
    }

    /** What its sender is told of what it sends now. */
    public Feedback feedback() {
        return payloadType < 0 ? Feedback.NONE : track.numbers().payloadTypes().feedback(payloadType);
    }

    public Track track() {
        return track;
    }

    public ReceptionStatistics statistics() {
        return statistics;
    }

    /** Notes a packet of one of the sender's bursts. */
    public void received(long ofBurst, int sequence, int timestamp, long nowNanos) {
        latestNanos = nowNanos;
        if (burst != ofBurst) {
            burst = ofBurst;
            statistics.resume(sequence);
            if (missing != null) {
                missing.restart();
            }
            if (gaps != null) {
                gaps.restart();
            }
        }
        if (missing != null) {
            missing.received(sequence, nowNanos);
        }
        if (!statistics.isLate(sequence)) {
            doubtMapping(timestamp, nowNanos);
        }
        statistics.received(sequence, timestamp, nowNanos);
    }

    /** When its latest packet came. */
    long latestNanos() {
        return latestNanos;
    }

    /** Its sender says that it has left: it is as if nothing had come of it since before an instant. */
    void left(long nanos) {
        latestNanos = Math.min(latestNanos - nanos, -1) + nanos;
    }

    /** Notes a packet that came again: in a stream of its own, or besides a later one. */
    public void recovered(int sequence, long nowNanos) {
        recovered++;
        if (missing != null) {
            missing.received(sequence, nowNanos);
        }
    }

    /** How many there were. */
    public long packetsRecovered() {
        return recovered;
    }

    /**
     * Asks whether a payload that a packet carries besides its own (RFC 2198), before that packet is noted, is one that has not come.
     * From the first such question on it is known what has come.
     */
    public boolean restores(long ofBurst, int sequence, int timestamp, long nowNanos) {
        if (gaps == null) {
            gaps = new RedundancyGaps();
        }
        if (burst != ofBurst || !gaps.restore(sequence, timestamp)) {
            return false;
        }
        recovered(sequence, nowNanos);
        return true;
    }

    /** Whether a packet has not come before in another one; notes that it has come. */
    public boolean isFresh(int sequence, int timestamp) {
        return gaps == null || gaps.received(sequence, timestamp);
    }

    /** Notes a packet of a picture. */
    public void shown(InboundPacket packet, long nowNanos) {
        rate.received(packet.payloadLength(), nowNanos);
        if (packet.layer() != PictureLayer.NONE) {
            layerRates().received(packet.layer(), packet.payloadLength(), nowNanos);
        }
        if (packet.keyframe()) {
            keyframes.satisfied();
            int told = packet.pictureHeight();
            height = told > 0 ? told : height;
            for (int spatial = 0; spatial < packet.layerHeights().length; spatial++) {
                int ofLayer = packet.layerHeights()[spatial];
                layerHeights.set(spatial, ofLayer > 0 ? ofLayer : layerHeights.get(spatial));
            }
        }
    }

    /** What its packets' dependency descriptors have announced; allocates when it is asked for first. */
    FrameDependencies dependencies() {
        FrameDependencies present = dependencies;
        if (present == null) {
            present = new FrameDependencies();
            dependencies = present;
        }
        return present;
    }

    /** How much it brings in bit/s; 0 in its first half second, and once it has stopped. Any thread. */
    public long bitsPerSecond(long nowNanos) {
        return rate.bitsPerSecond(nowNanos);
    }

    private LayerRates layerRates() {
        LayerRates present = layers;
        if (present == null) {
            present = new LayerRates();
            layers = present;
        }
        return present;
    }

    /** Whether its picture comes in layers. Any thread. */
    public boolean isLayered() {
        return layers != null;
    }

    /**
     * How much of that a layer is, with all below it, in bit/s; 0 if nothing comes of it, or it is not known yet how much.
     * Any thread.
     */
    public long bitsPerSecond(int spatial, int temporal, long nowNanos) {
        LayerRates present = layers;
        return present == null ? 0 : present.bitsPerSecond(spatial, temporal, nowNanos);
    }

    /** Whether packets have come within the last two seconds. Any thread. */
    public boolean isFlowing(long nowNanos) {
        return rate.isFlowing(nowNanos);
    }

    /** The height of its picture in pixels; 0 if its codec does not say. Any thread. */
    public int height() {
        return height;
    }

    /** The same of a spatial layer; of the whole if its codec does not say of each. Any thread. */
    public int height(int spatial) {
        int told = layerHeights.get(spatial);
        return told > 0 ? told : height;
    }

    /** Which keyframes its listeners lack. */
    public KeyframeDemand keyframes() {
        return keyframes;
    }

    /** Whether another worker may now ask the owner's for a keyframe, since it does not already. Any thread. */
    public boolean beginAsking() {
        return !asking.get() && asking.compareAndSet(false, true);
    }

    /** The owner's worker has been asked. */
    public void asked() {
        asking.set(false);
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

    /** What has not come of it; null if its sender is not asked for that. */
    @Nullable
    public MissingPackets missing() {
        return missing;
    }

    /** Whether somebody is going to ask for what is missing. */
    public boolean isRequestTimed() {
        return requestTimed;
    }

    public void requestTimed(boolean now) {
        requestTimed = now;
    }

    private static long patienceNanos(MediaKind kind) {
        return switch (kind) {
            case AUDIO -> VOICE_PATIENCE_NANOS;
            case VIDEO -> PICTURE_PATIENCE_NANOS;
        };
    }

    /** Notes which timestamp the sender's wall clock belongs to. */
    public void senderReport(long sourceNtp, int timestamp, long nowNanos) {
        mapping = new Mapping(sourceNtp, timestamp, nowNanos);
    }

    // A voice's timestamps stand still while it is paused, which a report from before, or of the pause itself, does not
    // know. Believed, it would have listeners hold the picture back by the pause, for lip sync.
    private void doubtMapping(int timestamp, long nowNanos) {
        Mapping told = mapping;
        if (told != null) {
            long sampledNanos = (timestamp - told.timestamp) * TimeUnit.SECONDS.toNanos(1) / clockRate;
            if (Math.abs(sampledNanos - (nowNanos - told.toldNanos)) > MOST_OFF_NANOS) {
                mapping = null;
            }
        }
    }

    /** Whether the sender has told how its media clock and its wall clock belong together. Any thread. */
    public boolean isMapped() {
        return mapping != null;
    }

    /**
     * The timestamp that this stream has at the instant at which another one of its sender, say the same picture in another size,
     * has one. Any thread.
     *
     * @param otherwise what is returned while one of them is not mapped
     */
    public int timestampOf(Stream other, int otherTimestamp, int otherwise) {
        Mapping own = mapping;
        Mapping others = other.mapping;
        if (own == null || others == null) {
            return otherwise;
        }
        long ntp = others.ntp + NtpTime.span(otherTimestamp - others.timestamp, other.clockRate);
        return own.timestamp + NtpTime.ticks(ntp - own.ntp, clockRate);
    }

    /** The timestamp of what the sender samples at an instant of its wall clock, once it is mapped. Any thread. */
    public int timestampAt(long sourceNtp) {
        Mapping told = mapping;
        if (told == null) {
            throw new IllegalStateException("the sender has not reported yet");
        }
        return told.timestamp + NtpTime.ticks(sourceNtp - told.ntp, clockRate);
    }
}
