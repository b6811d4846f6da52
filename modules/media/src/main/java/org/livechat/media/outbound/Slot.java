package org.livechat.media.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.SlotAssignment;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.downlink.Downlink;
import org.livechat.media.format.Format;
import org.livechat.media.format.PacketExtensions;
import org.livechat.media.format.PacketNumbers;
import org.livechat.media.format.PayloadTypes;
import org.livechat.media.history.Histories;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbound.SenderClock;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.Track;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.layer.LayerFilter;

/**
 * One media section that a client receives on, and the source that its stream carries now. Owned by the client's worker, but for
 * the final fields and the assignment, which belongs to the lock of the channel's relay.
 */
public final class Slot {
    /** A talker that changes its codec with each packet makes no storm of events. */
    private static final long LEAST_TOLD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Peer owner;
    private final String mid;
    private final MediaKind kind;
    private final OutgoingStream stream;
    private final KeyframeAllowance keyframeAllowance = new KeyframeAllowance();
    private final Announcement announcement = new Announcement();

    private volatile @Nullable Track assigned;

    private @Nullable Stream source;
    private @Nullable Stream chosen;
    /** The highest layers of that, or of whatever it carries. */
    private int spatialLimit = LayerFilter.ALL;

    private int temporalLimit = LayerFilter.ALL;

    private boolean waitingForKeyframe;
    private boolean held;
    private final WaitingPackets waiting = new WaitingPackets();
    private volatile boolean paused;
    /** What the latest packet was in, if the listener does not know that; and what it was told of that. */
    private @Nullable Format undecodable;

    private volatile @Nullable Format toldUndecodable;
    private volatile @Nullable Track toldOf;
    private boolean anythingTold;
    private long toldNanos;
    private volatile TileWish wish = TileWish.NONE;

    public Slot(Peer owner, String mid, MediaKind kind, StreamSources sources, Random random) {
        this.owner = owner;
        this.mid = mid;
        this.kind = kind;
        byte[] bytes = mid.getBytes(StandardCharsets.US_ASCII);
        this.stream = new OutgoingStream(
                owner, bytes.length <= PacketExtensions.MOST_MID_LENGTH ? bytes : new byte[0], kind, sources, random);
    }

    public Peer owner() {
        return owner;
    }

    public String mid() {
        return mid;
    }

    public MediaKind kind() {
        return kind;
    }

    public OutgoingStream stream() {
        return stream;
    }

    /** What the numbers in its packets mean, as negotiated last; any thread. */
    public PacketNumbers numbers() {
        return stream.section();
    }

    /** Notes what was negotiated last; any thread. */
    public synchronized void negotiated(PacketNumbers numbers) {
        stream.negotiated(numbers);
    }

    /**
     * Lets go of codecs, unless they have been negotiated anew.
     *
     * @param known what the numbers meant when its section was taken away
     */
    // Of two equal ones, the later was negotiated anew all the same.
    @SuppressWarnings("ReferenceEquality")
    public synchronized void forget(PacketNumbers known) {
        if (stream.section() == known) {
            stream.negotiated(PacketNumbers.NONE);
        }
    }

    /** The track that the relay gave this slot to. */
    @Nullable
    public Track assigned() {
        return assigned;
    }

    public void assign(@Nullable Track track) {
        assigned = track;
    }

    /** Gives it to a track whose picture its client shows under a name: that is told first. */
    public void announce(Track track) {
        announcement.of(track.owner());
        assign(track);
    }

    public SlotAssignment describe() {
        Track track = assigned;
        return new SlotAssignment(
                mid,
                kind,
                Optional.ofNullable(track).map(t -> t.owner().peer().userId()),
                track != null && paused,
                Optional.ofNullable(track != null && track == toldOf ? toldUndecodable : null)
                        .map(Format::name));
    }

    /** Whether the listener is to be told now that what comes cannot be decoded, or can be again; at most once a second. */
    public boolean noteUndecodable(long nowNanos) {
        Format present = undecodable;
        boolean isKnown = present == toldUndecodable && (present == null || assigned == toldOf);
        if (isKnown || (anythingTold && nowNanos - toldNanos < LEAST_TOLD_NANOS)) {
            return false;
        }
        toldOf = assigned;
        toldUndecodable = present;
        anythingTold = true;
        toldNanos = nowNanos;
        return true;
    }

    /** Reads what {@link #forward} will need, so that it is in the processor's cache; what it returns means nothing. */
    public long touch() {
        return stream.touch();
    }

    /** Sends a packet of the assigned track on, as the next of this slot's stream. */
    public void forward(InboundPacket packet, long nowNanos, MediaSender sender) {
        if (owner.srtpSender() == null) {
            // Not connected yet: it begins with what comes then.
            return;
        }
        if (kind == MediaKind.VIDEO && (held || isPaused(nowNanos))) {
            waiting.clear();
            source = null;
            waitingForKeyframe = false;
            sender.counters().increment(MediaCounters.Count.DROPPED_PICTURE_PAUSED);
            return;
        }
        PayloadTypes types = stream.section().payloadTypes();
        int payloadType = types.of(packet.format());
        undecodable = payloadType < 0 ? packet.format() : null;
        if (payloadType < 0) {
            sender.counters().increment(MediaCounters.Count.DROPPED_UNDECODABLE);
            return;
        }
        if (isOfOtherSize(packet.stream())) {
            return;
        }
        boolean first = source != packet.stream();
        // A talker may change to a codec of another clock within its stream, say from Opus to PCMU.
        if ((first || stream.changesClock(packet)) && !begin(packet, nowNanos, sender)) {
            return;
        }
        if (stream.leavesOut(packet, nowNanos, sender)) {
            return;
        }
        boolean marker = stream.ends(packet) || (first && kind == MediaKind.AUDIO);
        if (!stream.send(packet, marker, payloadType, types, nowNanos, sender)) {
            sender.counters().increment(MediaCounters.Count.DROPPED_LATE);
        }
    }

    /**
     * The same of a packet of a picture, which has to wait for its turn where the way is narrow; what waits is sent by
     * {@link #sendWaiting}.
     *
     * @param histories keep the packet
     */
    public void forwardInTurn(InboundPacket packet, Histories histories, long nowNanos, MediaSender sender) {
        if (isOfOtherSize(packet.stream())) {
            return;
        }
        Downlink way = stream.downlink();
        if (waiting.isFull()) {
            // More than any keyframe has: something is wrong with what the way is thought to take.
            while (sendWaiting(histories, nowNanos, sender)) {}
        }
        boolean mayGo = way == null || (waiting.isEmpty() && way.hasTurn(nowNanos));
        if (mayGo || !waiting.add(packet, histories, nowNanos)) {
            forward(packet, nowNanos, sender);
        }
    }

    /** Whether packets wait for their turn. */
    public boolean isWaitingForTurn() {
        return !waiting.isEmpty();
    }

    /** Sends the next packet that waits; false if none does. */
    public boolean sendWaiting(Histories histories, long nowNanos, MediaSender sender) {
        if (waiting.isEmpty()) {
            return false;
        }
        InboundPacket packet = waiting.take(histories, nowNanos);
        if (packet != null) {
            forward(packet, nowNanos, sender);
        }
        return true;
    }

    /** Whether a stream is the carried picture in a size that is neither carried nor chosen. */
    private boolean isOfOtherSize(Stream one) {
        return chosen != null && one != chosen && one != source;
    }

    /** Takes up another source, or another clock; false if the packet is none to begin with. */
    private boolean begin(InboundPacket packet, long nowNanos, MediaSender sender) {
        if (kind == MediaKind.VIDEO && announcement.isEarly(nowNanos)) {
            sender.counters().increment(MediaCounters.Count.DROPPED_PICTURE_PAUSED);
            return false;
        }
        if (!packet.keyframe()) {
            waitingForKeyframe = true;
            sender.counters().increment(MediaCounters.Count.DROPPED_NO_KEYFRAME);
            return false;
        }
        Stream before = source;
        source = packet.stream();
        waitingForKeyframe = false;
        stream.limit(spatialLimit, temporalLimit);
        if (before != null && before != source && before.track() == source.track()) {
            stream.change(packet, before, nowNanos);
        } else {
            keyframeAllowance.restart();
            stream.begin(packet, nowNanos);
        }
        return true;
    }

    private boolean isPaused(long nowNanos) {
        Downlink way = stream.downlink();
        return way != null && way.isPaused(nowNanos);
    }

    /**
     * Lets go of codecs that its client no longer has. Where another one writes the numbers within payloads from now on, the
     * source begins anew.
     */
    public void renegotiated() {
        if (stream.renegotiated()) {
            source = null;
        }
    }

    /** Its line was stopped: nothing will be sent in it any more. */
    public void stopped() {
        stream.stopped();
    }

    /**
     * Leaves a source that is no longer the assigned one.
     *
     * @return the track that has to be asked for a picture to begin with; null if none has, or not yet
     */
    @Nullable
    public Track follow(long nowNanos, MediaSender sender) {
        Track wanted = assigned;
        Track present = source == null ? null : source.track();
        if (chosen != null && chosen.track() != wanted) {
            chosen = null;
        }
        if (present == wanted) {
            return null;
        }
        // What was held back was another picture; whether this one has to be is chosen anew.
        held = false;
        spatialLimit = LayerFilter.ALL;
        temporalLimit = LayerFilter.ALL;
        if (present != null) {
            endBurst(nowNanos, sender);
        }
        return kind == MediaKind.VIDEO && !announcement.isEarly(nowNanos) ? wanted : null;
    }

    /** Ends the present source: its decoder is led out with silence, and the next packet begins a new burst. */
    private void endBurst(long nowNanos, MediaSender sender) {
        waiting.clear();
        if (kind == MediaKind.AUDIO) {
            stream.sendSilence(nowNanos, sender);
        }
        source = null;
        chosen = null;
        waitingForKeyframe = false;
    }

    /** Whether a stream's packets, or those of upper layers of it, are held back until a keyframe of it comes. */
    public boolean awaits(Stream held) {
        return waitingForKeyframe ? chosen == null || chosen == held : source == held && stream.awaitsKeyframe();
    }

    /** Holds its picture back, or no more. */
    public void hold(boolean now) {
        held = now;
    }

    /** Notes whether its picture is held back at this instant, for whatever reason; returns whether that is new. */
    public boolean notePause(long nowNanos) {
        boolean now = held || isPaused(nowNanos);
        boolean isNew = now != paused;
        paused = now;
        return isNew;
    }

    /** What its client says of the tile that it is shown in. Any thread. */
    public TileWish wish() {
        return wish;
    }

    public void wish(TileWish newWish) {
        wish = newWish;
    }

    /**
     * Says which size of its picture it carries, from the next keyframe of that on. Until then the present one goes on: as it is, or
     * if there is no room for that, with its lowest layer.
     *
     * @param spatial the highest spatial layer of the size
     * @param temporal the highest temporal layer of it
     * @param isSmaller whether it is smaller than the present one
     */
    public void choose(Stream size, int spatial, int temporal, boolean isSmaller) {
        if (chosen != size) {
            chosen = size;
            waitingForKeyframe = false;
        }
        if (source == size) {
            limit(spatial, temporal);
            return;
        }
        spatialLimit = spatial;
        temporalLimit = temporal;
        if (isSmaller) {
            stream.limit(0, 0);
        }
    }

    /** Says which layers of the picture that it carries are the highest to be sent. */
    public void limit(int spatial, int temporal) {
        spatialLimit = spatial;
        temporalLimit = temporal;
        stream.limit(spatial, temporal);
    }

    /** How often its listener may ask for keyframes. */
    public KeyframeAllowance keyframeAllowance() {
        return keyframeAllowance;
    }

    /** The stream that it carries now; null between two bursts. */
    @Nullable
    public Stream source() {
        return source;
    }

    /** The height of the picture that it sends, in pixels; 0 for voices, between two bursts, and where the codec does not say. */
    public int height() {
        Stream carried = source;
        return carried == null ? 0 : carried.height(stream.spatialLayer());
    }

    /**
     * The stream's timestamp at this instant, for a sender report: by the source's own clocks once it has told them, so that
     * voice and picture of one talker stay together; until then by when packets came.
     */
    public int timestampAt(long ownNtp, long nowNanos) {
        Stream carried = source;
        if (carried != null && carried.isMapped()) {
            SenderClock clock = carried.track().owner().clock();
            return stream.timestampOf(carried.timestampAt(clock.sourceNtp(ownNtp)));
        }
        return stream.timestampAt(nowNanos);
    }
}
