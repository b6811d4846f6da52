package org.livechat.media.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.PayloadNumbering;
import org.livechat.api.media.SlotAssignment;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.format.Codec;
import org.livechat.media.format.Format;
import org.livechat.media.format.PacketExtensions;
import org.livechat.media.format.PayloadTypes;
import org.livechat.media.history.Histories;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbound.SenderClock;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.Track;
import org.livechat.media.peer.Peer;

/**
 * One media section that a client receives on: a stream of the server's own, whose source changes while its SSRC,
 * sequence and timestamps go on. Owned by the client's worker, but for the final fields and the assignment, which
 * belongs to the lock of the channel's relay.
 */
public final class Slot {
    private static final int AUDIO_FRAMES_A_SECOND = 50;
    private static final int VIDEO_FRAMES_A_SECOND = 30;
    private static final int SILENCE_FRAMES = 3;
    private static final long MOST_AHEAD_NANOS = SILENCE_FRAMES * 1_000_000_000L / AUDIO_FRAMES_A_SECOND;
    private static final byte[] NO_MID = {};

    /** Packets of a new source that say their section: a client may get some before it has dealt with the answer. */
    private static final int PACKETS_WITH_MID = 128;

    private static final PacketExtensions NO_EXTENSIONS = new PacketExtensions();

    private final Peer owner;
    private final String mid;
    private final byte[] midBytes;
    private final MediaKind kind;
    private final SlotSources sources;
    private final Random random;
    private final StreamRewriter stream;
    private final Numberings numberings = new Numberings();

    private volatile @Nullable Track assigned;

    private @Nullable Stream source;
    private boolean waitingForKeyframe;
    private int lastPayloadType = -1;
    private @Nullable Format lastFormat;
    /** What the listener decodes that format with. */
    private @Nullable Codec lastCodec;

    private @Nullable PayloadNumbering numbering;
    private int packetsSent;
    private int payloadBytesSent;
    private int packetsReported;
    private int midTold;
    private @Nullable SlotRepair repair;

    public Slot(Peer owner, String mid, MediaKind kind, SlotSources sources, Random random) {
        this.owner = owner;
        this.mid = mid;
        byte[] bytes = mid.getBytes(StandardCharsets.US_ASCII);
        this.midBytes = bytes.length <= PacketExtensions.MOST_MID_LENGTH ? bytes : NO_MID;
        this.kind = kind;
        this.sources = sources;
        this.random = random;
        int frames = kind == MediaKind.AUDIO ? AUDIO_FRAMES_A_SECOND : VIDEO_FRAMES_A_SECOND;
        // A first sequence number below 2^15, so that no listener can miss a rollover (RFC 3711 3.3.1).
        this.stream = new StreamRewriter(frames, random.nextInt(1 << 15), random.nextInt());
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

    public int ssrc() {
        return sources.media();
    }

    /** The mid that the next packet carries; empty when the client has been told often enough. */
    byte[] midToTell() {
        return midTold < PACKETS_WITH_MID ? midBytes : NO_MID;
    }

    /** The track that the relay gave this slot to. */
    @Nullable
    public Track assigned() {
        return assigned;
    }

    public void assign(@Nullable Track track) {
        assigned = track;
    }

    public SlotAssignment describe() {
        Track track = assigned;
        return new SlotAssignment(
                mid, kind, Optional.ofNullable(track).map(t -> t.owner().peer().userId()));
    }

    /** Reads what {@link #forward} will need, so that it is in the processor's cache; what it returns means nothing. */
    public long touch() {
        return stream.touch() + packetsSent + owner.touch(sources.media());
    }

    /** Sends a packet of the assigned track on, as the next of this slot's stream. */
    public void forward(InboundPacket packet, long nowNanos, MediaSender sender) {
        if (owner.srtpSender() == null) {
            // Not connected yet: it begins with what comes then.
            return;
        }
        PayloadTypes types = owner.numbers().payloadTypes();
        Format format = packet.format();
        int payloadType = types.of(format);
        if (payloadType < 0) {
            sender.counters().increment(MediaCounters.Count.DROPPED_NO_CODEC);
            return;
        }
        boolean first = source != packet.stream();
        // A talker may change to a codec of another clock within its stream, say from Opus to PCMU.
        if (first || stream.changesClock(format.clockRate(), packet.sequence())) {
            if (!packet.keyframe()) {
                waitingForKeyframe = true;
                sender.counters().increment(MediaCounters.Count.DROPPED_NO_KEYFRAME);
                return;
            }
            source = packet.stream();
            waitingForKeyframe = false;
            midTold = 0;
            stream.begin(format.clockRate(), packet.sequence(), packet.timestamp(), nowNanos);
            numberings.begin();
        }
        if (!stream.move(packet.sequence(), packet.timestamp(), nowNanos)) {
            sender.counters().increment(MediaCounters.Count.DROPPED_LATE);
            return;
        }
        boolean marker = packet.marker() || (first && kind == MediaKind.AUDIO);
        lastPayloadType = payloadType;
        if (format != lastFormat) {
            carry(format, types);
        }
        send(
                sender,
                marker,
                packet.extensions(),
                packet.buffer(),
                packet.payloadOffset(),
                packet.payloadLength(),
                nowNanos);
    }

    /** What sends its packets again; there from the first time that somebody asks for it. */
    public SlotRepair repair() {
        if (repair == null) {
            repair = new SlotRepair(this, random);
        }
        return repair;
    }

    /** The payload type under which its listener takes what is sent again of the present codec, or -1. */
    int retransmissionType() {
        Format format = lastFormat;
        return format == null ? -1 : owner.numbers().payloadTypes().retransmission(format);
    }

    /** What the present source sent, and was sent on under this number; null if it is not to be had. */
    @Nullable
    InboundPacket find(int ownSequence, Histories histories, long nowNanos) {
        int sourceSequence = source == null ? -1 : stream.sourceSequence(ownSequence);
        return source == null || sourceSequence < 0 ? null : histories.find(source, sourceSequence, nowNanos);
    }

    /** Sends a packet of the present source once more, in the stream that is for that. */
    boolean sendAgain(InboundPacket packet, int ownSequence, int sequence, MediaSender sender) {
        int type = owner.numbers().payloadTypes().retransmission(packet.format());
        if (type < 0) {
            return false;
        }
        sender.begin(
                this,
                sources.retransmission(),
                packet.marker(),
                type,
                sequence,
                stream.timestampOf(packet.timestamp()),
                packet.extensions());
        return sender.sendAgain(this, ownSequence, packet.buffer(), packet.payloadOffset(), packet.payloadLength());
    }

    /** Notes a packet of its stream as it goes out; its length is negative if it does not. */
    void goesOut(byte[] buffer, int offset, int length, long nowNanos) {
        if (repair != null && length > 0) {
            repair.sent(stream.movedSequence(), buffer, offset, length, nowNanos);
        }
    }

    private void carry(@Nullable Format format, PayloadTypes types) {
        Codec codec = format == null ? null : types.codec(format);
        lastFormat = codec == null ? null : format;
        lastCodec = codec;
        numbering = codec == null ? null : numberings.of(codec);
    }

    /**
     * Lets go of codecs that its client no longer has. Where another one writes the numbers within payloads from now on, the
     * source begins anew.
     */
    public void renegotiated() {
        PayloadTypes types = owner.numbers().payloadTypes();
        if (numberings.keepThoseOf(types)) {
            source = null;
        }
        carry(lastFormat, types);
    }

    /** Has the numbers in a payload of this slot's stream go on from one source to the next. */
    void continueNumbers(byte[] payload, int offset, int length) {
        if (numbering != null) {
            numbering.continueIn(payload, offset, length);
        }
    }

    /**
     * Leaves a source that is no longer the assigned one.
     *
     * @return the track that has to be asked for a picture to begin with; null if none has
     */
    @Nullable
    public Track follow(long nowNanos, MediaSender sender) {
        Track wanted = assigned;
        Track present = source == null ? null : source.track();
        if (present == wanted) {
            return null;
        }
        if (present != null) {
            endBurst(nowNanos, sender);
        }
        return kind == MediaKind.VIDEO ? wanted : null;
    }

    /** Ends the present source: its decoder is led out with silence, and the next packet begins a new burst. */
    private void endBurst(long nowNanos, MediaSender sender) {
        Codec codec = lastCodec;
        if (source != null && kind == MediaKind.AUDIO && codec != null && lastPayloadType >= 0) {
            byte[] silence = codec.silenceFrame();
            for (int i = 0; i < SILENCE_FRAMES && silence.length > 0; i++) {
                if (stream.aheadNanos(nowNanos) >= MOST_AHEAD_NANOS) {
                    break; // hand-overs followed at once: more silence would only delay the next talker
                }
                stream.insert(nowNanos);
                send(sender, false, NO_EXTENSIONS, silence, 0, silence.length, nowNanos);
            }
        }
        source = null;
        waitingForKeyframe = false;
    }

    /** Whether the track's packets are held back until a keyframe comes. */
    public boolean isWaitingForKeyframe() {
        return waitingForKeyframe;
    }

    /** The stream that it carries now; null between two bursts. */
    @Nullable
    public Stream source() {
        return source;
    }

    /** Whether anything was sent since the last report. */
    public boolean hasNewsToReport() {
        return packetsSent != packetsReported;
    }

    public void reported() {
        packetsReported = packetsSent;
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

    public int packetsSent() {
        return packetsSent;
    }

    public int payloadBytesSent() {
        return payloadBytesSent;
    }

    private void send(
            MediaSender sender,
            boolean marker,
            PacketExtensions extensions,
            byte[] payload,
            int offset,
            int length,
            long nowNanos) {
        sender.begin(
                this,
                sources.media(),
                marker,
                lastPayloadType,
                stream.movedSequence(),
                stream.movedTimestamp(),
                extensions);
        if (sender.send(this, payload, offset, length, nowNanos)) {
            packetsSent++;
            midTold = Math.min(midTold + 1, PACKETS_WITH_MID);
            payloadBytesSent += length;
        }
    }
}
