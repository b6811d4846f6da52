package org.livechat.media.outbound;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.PayloadNumbering;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.downlink.Downlink;
import org.livechat.media.format.Codec;
import org.livechat.media.format.Format;
import org.livechat.media.format.PacketExtensions;
import org.livechat.media.format.PacketNumbers;
import org.livechat.media.format.PayloadTypes;
import org.livechat.media.history.Histories;
import org.livechat.media.history.VoiceHistories;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbound.Stream;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.layer.LayerFilter;
import org.livechat.rtc.srtp.SrtpSender;

/**
 * The RTP stream of one slot: its numbers, the codec that its packets are in, and what of it was sent. It goes on whatever the
 * slot's source is. Owned by the listener's worker, but for the final fields.
 */
public final class OutgoingStream {
    static final int AUDIO_FRAMES_A_SECOND = 50;
    static final int VIDEO_FRAMES_A_SECOND = 30;

    private static final int SILENCE_FRAMES = 3;
    private static final long MOST_AHEAD_NANOS = SILENCE_FRAMES * 1_000_000_000L / AUDIO_FRAMES_A_SECOND;
    private static final byte[] NO_MID = {};

    /** A second apart: as long as somebody who says nothing may have the floor, and one more. */
    private static final int MOST_REPORTS_WITHOUT_NEWS = 5;

    /** Of a packet that the way to the listener does not count. */
    static final int UNNUMBERED = -1;

    /** Packets of a new source that say their section: a client may get some before it has dealt with the answer. */
    private static final int PACKETS_WITH_MID = 128;

    private static final PacketExtensions NO_EXTENSIONS = new PacketExtensions();

    private final Peer owner;
    private final byte[] mid;
    private final MediaKind kind;
    private final int ssrc;
    private final int retransmissionSsrc;
    private final Random random;
    private final StreamRewriter numbers;
    private final Numberings numberings = new Numberings();

    private volatile PacketNumbers section = PacketNumbers.NONE;
    private int payloadType = -1;
    private @Nullable Format format;
    /** What the listener decodes that format with. */
    private @Nullable Codec codec;

    private @Nullable PayloadNumbering numbering;
    private int packetsSent;
    private int payloadBytesSent;
    private int packetsReported;
    private int reportsWithoutNews = MOST_REPORTS_WITHOUT_NEWS;
    private int midTold;
    private @Nullable StreamRepair repair;
    private @Nullable VoiceRedundancy redundancy;
    /** There from the first time on that something is to be left out. */
    private @Nullable StreamLayers layers;
    /** The timestamp of the present source's first packet, by the source's clock. */
    private int firstTimestamp;

    /** @param mid of its section; empty if packets do not say it */
    OutgoingStream(Peer owner, byte[] mid, MediaKind kind, StreamSources sources, Random random) {
        this.owner = owner;
        this.mid = mid;
        this.kind = kind;
        this.ssrc = sources.media();
        this.retransmissionSsrc = sources.retransmission();
        this.random = random;
        int frames = kind == MediaKind.AUDIO ? AUDIO_FRAMES_A_SECOND : VIDEO_FRAMES_A_SECOND;
        // A first sequence number below 2^15, so that no listener can miss a rollover (RFC 3711 3.3.1).
        this.numbers = new StreamRewriter(frames, random.nextInt(1 << 15), random.nextInt());
    }

    Peer owner() {
        return owner;
    }

    public int ssrc() {
        return ssrc;
    }

    boolean isPicture() {
        return kind == MediaKind.VIDEO;
    }

    /** What the numbers in its packets mean to the listener: those of the section that it is received on. Any thread. */
    PacketNumbers section() {
        return section;
    }

    void negotiated(PacketNumbers newSection) {
        section = newSection;
    }

    /** The mid that the next packet carries; empty when the client has been told often enough. */
    byte[] midToTell() {
        return midTold < PACKETS_WITH_MID ? mid : NO_MID;
    }

    /** Reads what sending will need, so that it is in the processor's cache; what it returns means nothing. */
    long touch() {
        return numbers.touch()
                + packetsSent
                + owner.touch(ssrc)
                + section.sentExtensionIds().mid();
    }

    /** Makes a packet of a new source the next one; {@link #send} it then. */
    void begin(InboundPacket packet, long nowNanos) {
        midTold = 0;
        firstTimestamp = packet.timestamp();
        numbers.begin(packet.format().clockRate(), packet.sequence(), packet.timestamp(), nowNanos);
        numberings.begin();
        if (layers != null) {
            layers.begin();
        }
    }

    /** Says which layers of a picture are the highest to be sent, from the first picture on at which that can change. */
    void limit(int spatial, int temporal) {
        if (layers == null && Math.min(spatial, temporal) < LayerFilter.ALL) {
            layers = new StreamLayers(this, numbers);
        }
        if (layers != null) {
            layers.limit(spatial, temporal);
        }
    }

    /** Leaves a packet of the present source out if it is of a layer that is not sent; returns whether it is. */
    boolean leavesOut(InboundPacket packet, long nowNanos, MediaSender sender) {
        return layers != null && layers.leavesOut(packet, nowNanos, sender);
    }

    /** The highest spatial layer that is sent. */
    int spatialLayer() {
        return layers == null ? LayerFilter.ALL : layers.spatial();
    }

    /** Whether a layer is to be sent that begins with the next keyframe. */
    boolean awaitsKeyframe() {
        return layers != null && layers.awaitsKeyframe();
    }

    /** Whether a packet is the last of its picture, as it is sent (RFC 9628 4.1: the marker bit says so). */
    boolean ends(InboundPacket packet) {
        return packet.marker() || (layers != null && layers.ends(packet));
    }

    /** Has the numbers within payloads close the gap that a packet leaves. */
    void omitNumbers(InboundPacket packet) {
        if (numbering != null && packet.format() == format) {
            numbering.leftOut(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
        }
    }

    /** Sends a packet with nothing in it, which is no frame to a receiver and no loss, under the number that was moved last. */
    void sendEmpty(long nowNanos, MediaSender sender) {
        if (payloadType < 0) {
            return;
        }
        Downlink way = downlink();
        int number = way == null ? UNNUMBERED : way.next();
        int sequence = numbers.movedSequence();
        sender.begin(this, ssrc, false, payloadType, sequence, numbers.movedTimestamp(), NO_EXTENSIONS, number);
        if (sender.sendPadding(this, 1)) {
            packetsSent++;
            if (way != null) {
                way.sent(number, 1, nowNanos);
            }
        }
    }

    /**
     * The same where the new source is the old one's picture in another size: the timestamps say by how much time it is later, as
     * far as both have told theirs.
     */
    void change(InboundPacket packet, Stream before, long nowNanos) {
        int continued = numbers.timestampOf(
                before.timestampOf(packet.stream(), packet.timestamp(), numbers.latestSourceTimestamp()));
        begin(packet, nowNanos);
        numbers.continueAt(packet.timestamp(), continued);
    }

    /** Whether a packet of the present source is newer than all before, at another clock rate than theirs. */
    boolean changesClock(InboundPacket packet) {
        return numbers.changesClock(packet.format().clockRate(), packet.sequence());
    }

    /**
     * Sends a packet of the present source.
     *
     * @param asType what the listener knows its format by
     * @param types all that the listener knows
     * @return false when it is older than the source's first one, and is dropped
     */
    boolean send(
            InboundPacket packet, boolean marker, int asType, PayloadTypes types, long nowNanos, MediaSender sender) {
        if (!numbers.move(packet.sequence(), packet.timestamp(), nowNanos)) {
            return false;
        }
        payloadType = asType;
        if (packet.format() != format) {
            carry(packet.format(), types);
        }
        VoiceRedundancy twice = redundancy;
        if (twice != null && sendTwice(twice, packet, marker, asType, types, nowNanos, sender)) {
            return true;
        }
        send(
                asType,
                marker,
                packet.extensions(),
                packet.buffer(),
                packet.payloadOffset(),
                packet.payloadLength(),
                nowNanos,
                sender);
        return true;
    }

    // The numbers within payloads, where there are any, are of one payload a packet.
    private boolean sendTwice(
            VoiceRedundancy twice,
            InboundPacket packet,
            boolean marker,
            int asType,
            PayloadTypes types,
            long nowNanos,
            MediaSender sender) {
        int length = numbering == null
                ? twice.write(packet, numbers.movedSequence(), firstTimestamp, asType, types, nowNanos)
                : 0;
        if (length == 0) {
            return false;
        }
        int type = types.redundancy(packet.format());
        send(type, marker, packet.extensions(), twice.payload(), 0, length, nowNanos, sender);
        sender.counters().increment(MediaCounters.Count.PACKETS_REDUNDANT);
        return true;
    }

    /** Notes that the listener asks for a packet of a voice. */
    public void lost(int ownSequence, long roundTripNanos, VoiceHistories histories) {
        VoiceRedundancy twice = redundancy(histories);
        if (twice != null) {
            twice.need().lost(ownSequence, roundTripNanos);
        }
    }

    /** Notes which share of a voice's packets the listener misses, in 1/256. */
    public void reportedLost(int fraction, long roundTripNanos, VoiceHistories histories) {
        VoiceRedundancy twice = fraction > 0 ? redundancy(histories) : redundancy;
        if (twice != null) {
            twice.need().reported(fraction, roundTripNanos);
        }
    }

    private @Nullable VoiceRedundancy redundancy(VoiceHistories histories) {
        if (redundancy == null && format != null && section.payloadTypes().redundancy(format) >= 0) {
            redundancy = new VoiceRedundancy(histories, owner.redundancyRoom());
        }
        return redundancy;
    }

    /** Leads the decoder out of a burst. */
    void sendSilence(long nowNanos, MediaSender sender) {
        Codec spoken = codec;
        if (spoken == null || payloadType < 0) {
            return;
        }
        byte[] silence = spoken.silenceFrame();
        for (int i = 0; i < SILENCE_FRAMES && silence.length > 0; i++) {
            if (numbers.aheadNanos(nowNanos) >= MOST_AHEAD_NANOS) {
                break; // hand-overs followed at once: more silence would only delay the next talker
            }
            numbers.insert(nowNanos);
            if (redundancy != null) {
                redundancy.need().sent(numbers.movedSequence());
            }
            send(payloadType, false, NO_EXTENSIONS, silence, 0, silence.length, nowNanos, sender);
        }
    }

    private void send(
            int type,
            boolean marker,
            PacketExtensions extensions,
            byte[] payload,
            int offset,
            int length,
            long nowNanos,
            MediaSender sender) {
        Downlink way = downlink();
        int number = way == null ? UNNUMBERED : way.next();
        sender.begin(this, ssrc, marker, type, numbers.movedSequence(), numbers.movedTimestamp(), extensions, number);
        if (sender.send(this, payload, offset, length, nowNanos)) {
            if (way != null) {
                way.sent(number, length, nowNanos);
            }
            packetsSent++;
            midTold = Math.min(midTold + 1, PACKETS_WITH_MID);
            payloadBytesSent += length;
        }
    }

    private void carry(@Nullable Format newFormat, PayloadTypes types) {
        Codec known = newFormat == null ? null : types.codec(newFormat);
        format = known == null ? null : newFormat;
        codec = known;
        numbering = known == null ? null : numberings.of(known);
    }

    /** Lets go of codecs that the listener no longer has; returns whether another one writes the numbers within payloads. */
    boolean renegotiated() {
        PayloadTypes types = section.payloadTypes();
        boolean others = numberings.keepThoseOf(types);
        carry(format, types);
        return others;
    }

    /** Nothing will be sent under its SSRCs any more. */
    void stopped() {
        SrtpSender cipher = owner.srtpSender();
        if (cipher != null) {
            cipher.release(ssrc);
            cipher.release(retransmissionSsrc);
        }
    }

    /** Has the numbers in a payload go on from one source to the next. */
    void continueNumbers(byte[] payload, int offset, int length) {
        if (numbering != null) {
            numbering.continueIn(payload, offset, length);
        }
    }

    /** What sends its packets again; there from the first time that somebody asks for it. */
    public StreamRepair repair() {
        if (repair == null) {
            repair = new StreamRepair(this, new RetransmissionStream(this, retransmissionSsrc, random));
        }
        return repair;
    }

    /** Whether the listener takes what is sent again of the present codec in a stream of its own. */
    public boolean hasRetransmissions() {
        return format != null && section.payloadTypes().retransmission(format) >= 0;
    }

    /** What a source sent, and was sent on under this number; null if it is not to be had. */
    @Nullable
    InboundPacket find(int ownSequence, Stream source, Histories histories, long nowNanos) {
        int sequence = numbers.sourceSequence(ownSequence);
        return sequence < 0 ? null : histories.find(source, sequence, nowNanos);
    }

    /** How much of a packet's payload was sent; nothing where an empty one took its place. */
    int sentLength(InboundPacket packet) {
        return layers == null || layers.hasSent(packet) ? packet.payloadLength() : 0;
    }

    /** What its packets carry now; null if nothing was sent, or the listener no longer has that. */
    @Nullable
    Format format() {
        return format;
    }

    /** What the way to the listener takes; null for a voice, which is sent whatever that is, and where it is not told. */
    @Nullable
    Downlink downlink() {
        return kind == MediaKind.VIDEO && section.sentExtensionIds().transportSequence() > 0 ? owner.downlink() : null;
    }

    /** Notes a packet as it goes out; its length is negative if it does not. */
    void goesOut(byte[] buffer, int offset, int length, long nowNanos) {
        if (repair != null && length > 0) {
            repair.sent(numbers.movedSequence(), buffer, offset, length, nowNanos);
        }
    }

    /** Whether anything was sent since the last report. */
    public boolean hasNewsToReport() {
        return packetsSent != packetsReported;
    }

    /**
     * Whether a report is due: also for some time behind the last packet, so that who hears nothing knows whether its way is there, or the
     * talker is silent.
     */
    public boolean isReportDue() {
        return hasNewsToReport() || reportsWithoutNews < MOST_REPORTS_WITHOUT_NEWS;
    }

    public void reported() {
        reportsWithoutNews = hasNewsToReport() ? 0 : reportsWithoutNews + 1;
        packetsReported = packetsSent;
    }

    /** Where a timestamp of the present source lies in the stream. */
    int timestampOf(int sourceTimestamp) {
        return numbers.timestampOf(sourceTimestamp);
    }

    /** The timestamp of the latest packet. */
    int latestTimestamp() {
        return numbers.movedTimestamp();
    }

    /** The timestamp that a packet sampled now would have. */
    int timestampAt(long nowNanos) {
        return numbers.timestampAt(nowNanos);
    }

    /** Modulo 2^32. */
    public int packetsSent() {
        return packetsSent;
    }

    /** How many of them were sent again. */
    public long packetsResent() {
        return repair == null ? 0 : repair.resent();
    }

    /** Modulo 2^32. */
    public int payloadBytesSent() {
        return payloadBytesSent;
    }
}
