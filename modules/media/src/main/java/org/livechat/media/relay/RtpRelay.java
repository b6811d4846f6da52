package org.livechat.media.relay;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.feedback.TalkerFeedback;
import org.livechat.media.format.Codec;
import org.livechat.media.format.PayloadTypes;
import org.livechat.media.inbound.CurrentBurst;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.Talker;
import org.livechat.media.inbound.Track;
import org.livechat.media.picture.RelayPicture;
import org.livechat.rtc.rtp.RtpHeaderExtension;
import org.livechat.rtc.rtp.RtpPacket;
import org.livechat.rtc.srtp.SrtpReceiver;

/**
 * The way of a media packet: looked up in the picture that stands, decrypted once, and sent to each slot that carries its
 * track, together with those of its kind that came right behind it. Allocates nothing, locks nothing and logs nothing a
 * packet. Owned by one worker.
 */
public final class RtpRelay {
    private final MediaCounters counters;
    private final Gate gate;
    private final FanOut fanOut;
    private final BurstWatch bursts;
    private final TalkerFeedback feedback;
    private final InboundPacket[] packets = new InboundPacket[PacketRun.MOST];
    private final PacketRun run = new PacketRun();
    private int used;

    public RtpRelay(MediaCounters counters, Gate gate, FanOut fanOut, BurstWatch bursts, TalkerFeedback feedback) {
        this.counters = counters;
        this.gate = gate;
        this.fanOut = fanOut;
        this.bursts = bursts;
        this.feedback = feedback;
        Arrays.setAll(packets, index -> new InboundPacket());
    }

    /** Sends what was received last and perhaps waits for more of its kind; the buffers it came in may be used again. */
    public void flush(long nowNanos) {
        if (run.size() > 0) {
            fanOut.send(run, nowNanos);
            run.clear();
        }
        used = 0;
    }

    public void received(Endpoint from, byte[] buffer, int offset, int length, long nowNanos) {
        SrtpReceiver cipher = from.peer().srtpReceiver();
        if (cipher == null) {
            counters.increment(MediaCounters.Count.DROPPED_NO_KEYS);
            return;
        }
        RelayPicture picture = from.channel().picture();
        long burst = picture.burstOf(from.talker());
        if (burst == CurrentBurst.NONE) {
            gate.refuse(from.talker(), cipher, buffer, offset, length, nowNanos);
            return;
        }
        int clearLength = cipher.unprotect(buffer, offset, length);
        if (clearLength < 0) {
            counters.countReject(clearLength);
            return;
        }
        from.peer().seen(nowNanos);
        if (used == packets.length) {
            flush(nowNanos);
        }
        InboundPacket packet = packets[used];
        if (!packet.read(buffer, offset, clearLength, from.peer().numbers().extensionIds())) {
            counters.increment(MediaCounters.Count.DROPPED_MALFORMED);
            return;
        }
        if (packet.transportSequence() >= 0) {
            feedback.arrivals()
                    .arrived(from, burst, packet.transportSequence(), RtpPacket.ssrc(buffer, offset), nowNanos);
        }
        PayloadTypes types = from.peer().numbers().payloadTypes();
        int payloadType = RtpPacket.payloadType(buffer, offset);
        int original = types.original(payloadType);
        Codec codec = types.codec(original < 0 ? payloadType : original);
        if (codec == null) {
            counters.increment(MediaCounters.Count.DROPPED_NO_CODEC);
            return;
        }
        if (original >= 0) {
            recovered(from, packet, codec, RtpPacket.ssrc(buffer, offset), picture, nowNanos);
            return;
        }
        Stream stream = streamOf(from.talker(), codec, buffer, offset, clearLength);
        if (stream != null) {
            packet.belongsTo(stream, codec);
            account(from, stream, packet, burst, nowNanos);
            feedback.lost().look(from, stream, nowNanos);
            relay(stream, packet, picture, nowNanos);
        }
    }

    // What it says of the network is its own stream's business, and not that of the packet that it brings.
    private void recovered(
            Endpoint from, InboundPacket packet, Codec codec, int ssrc, RelayPicture picture, long nowNanos) {
        if (!packet.readRetransmission()) {
            return;
        }
        Stream stream = from.talker().retransmitted(ssrc);
        if (stream == null) {
            counters.increment(MediaCounters.Count.DROPPED_NO_CODEC);
            return;
        }
        packet.belongsTo(stream, codec);
        stream.recovered(packet.sequence(), nowNanos);
        counters.increment(MediaCounters.Count.PACKETS_RECOVERED);
        if (packet.keyframe()) {
            stream.keyframes().satisfied();
        }
        relay(stream, packet, picture, nowNanos);
    }

    private void account(Endpoint from, Stream stream, InboundPacket packet, long burst, long nowNanos) {
        Track track = stream.track();
        track.received(stream, nowNanos);
        if (track.kind() == MediaKind.AUDIO) {
            from.talker().loudness().heard(packet.extensions().audioLevel(), nowNanos);
        } else if (packet.keyframe()) {
            stream.keyframes().satisfied();
        }
        stream.received(burst, packet.sequence(), packet.timestamp(), nowNanos);
        if (from.talker().burst().hears(burst, nowNanos)) {
            bursts.burstStarted(from, burst);
        }
        if (!track.isLive()) {
            bursts.trackLive(from, track);
        }
        if (!from.peer().reportsScheduled()) {
            feedback.reports().schedule(from.peer());
        }
    }

    private void relay(Stream stream, InboundPacket packet, RelayPicture picture, long nowNanos) {
        used++;
        if (run.takes(stream, picture)) {
            run.add(packet);
            return;
        }
        if (run.size() > 0) {
            fanOut.send(run, nowNanos);
        }
        run.begin(packet, picture);
    }

    private @Nullable Stream streamOf(Talker from, Codec codec, byte[] buffer, int offset, int length) {
        int ssrc = RtpPacket.ssrc(buffer, offset);
        Stream known = from.streams().find(ssrc);
        if (known != null) {
            return known;
        }
        if (from.streams().isFull()) {
            counters.increment(MediaCounters.Count.DROPPED_TOO_MANY_STREAMS);
            return null;
        }
        Track track = trackOf(from, codec.provider().kind(), buffer, offset, length);
        if (track == null) {
            counters.increment(MediaCounters.Count.DROPPED_NO_CODEC);
            return null;
        }
        var stream = new Stream(
                ssrc,
                track,
                codec.format().clockRate(),
                from.peer().numbers().payloadTypes().asksForLost(codec.format()));
        from.streams().add(stream);
        return stream;
    }

    // RFC 9143 9.2: by mid where the packet says it, else by what the payload type can belong to.
    private static @Nullable Track trackOf(Talker from, MediaKind kind, byte[] buffer, int offset, int length) {
        long location = RtpHeaderExtension.find(
                buffer, offset, length, from.peer().numbers().extensionIds().mid());
        Track first = null;
        for (Track track : from.tracks()) {
            if (track.kind() != kind) {
                continue;
            }
            if (location == RtpHeaderExtension.NOT_FOUND || says(buffer, location, track.mid())) {
                return track;
            }
            first = first == null ? track : first;
        }
        return first;
    }

    private static boolean says(byte[] buffer, long location, String mid) {
        int length = RtpHeaderExtension.length(location);
        int position = RtpHeaderExtension.position(location);
        if (length != mid.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer[position + i] != mid.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
