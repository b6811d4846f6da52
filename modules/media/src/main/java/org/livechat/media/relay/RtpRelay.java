package org.livechat.media.relay;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.api.recording.BurstTape;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.feedback.TalkerFeedback;
import org.livechat.media.format.Codec;
import org.livechat.media.format.PacketNumbers;
import org.livechat.media.format.PayloadTypes;
import org.livechat.media.inbound.CurrentBurst;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.Track;
import org.livechat.media.picture.RelayPicture;
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
    private final StreamFinder streams;
    private final InboundPacket[] packets = new InboundPacket[PacketRun.MOST + RedundantPayload.MOST_OLDER];
    private final RedundantPayload redundant = new RedundantPayload();
    private final PacketRun run = new PacketRun();
    private int used;

    public RtpRelay(MediaCounters counters, Gate gate, FanOut fanOut, BurstWatch bursts, TalkerFeedback feedback) {
        this.counters = counters;
        this.gate = gate;
        this.fanOut = fanOut;
        this.bursts = bursts;
        this.feedback = feedback;
        this.streams = new StreamFinder(counters);
        Arrays.setAll(packets, index -> new InboundPacket());
    }

    /** Sends what was received last and perhaps waits for more of its kind; the buffers it came in may be used again. */
    public void flush(long nowNanos) {
        if (run.size() > 0) {
            fanOut.send(run, nowNanos);
            run.clear();
        }
        // A packet that is used but in a crowd would keep a client that has gone.
        for (int i = 0; i < Math.min(used + 1, packets.length); i++) {
            packets[i].forget();
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
        int clearLength = cipher.unprotect(buffer, offset, length, nowNanos);
        if (clearLength < 0) {
            counters.countReject(clearLength);
            return;
        }
        from.peer().seen(nowNanos);
        if (used >= PacketRun.MOST) {
            flush(nowNanos);
        }
        Track track = streams.trackOf(from.talker(), buffer, offset, clearLength);
        PacketNumbers numbers = track == null ? from.peer().numbers() : track.numbers();
        InboundPacket packet = packets[used];
        if (!packet.read(buffer, offset, clearLength, numbers.extensionIds())) {
            counters.increment(MediaCounters.Count.DROPPED_MALFORMED);
            return;
        }
        if (packet.transportSequence() >= 0) {
            feedback.arrivals()
                    .arrived(from, burst, packet.transportSequence(), RtpPacket.ssrc(buffer, offset), nowNanos);
        }
        PayloadTypes types = numbers.payloadTypes();
        int payloadType = RtpPacket.payloadType(buffer, offset);
        if (track == null) {
            counters.increment(
                    types.has(payloadType)
                            ? MediaCounters.Count.DROPPED_UNKNOWN_STREAM
                            : MediaCounters.Count.DROPPED_NO_CODEC);
            return;
        }
        int original = types.original(payloadType);
        Codec codec = types.codec(original < 0 ? payloadType : original);
        if (codec == null) {
            redundant(from, track, packet, buffer, offset, clearLength, burst, picture, nowNanos);
            return;
        }
        if (original >= 0) {
            Stream repaired = streams.repaired(from.talker(), track, buffer, offset, clearLength);
            recovered(packet, codec, repaired, picture, nowNanos);
            return;
        }
        Stream stream = streams.of(from.talker(), track, codec, buffer, offset, clearLength, nowNanos);
        if (stream != null) {
            stream.carries(payloadType);
            packet.belongsTo(stream, codec);
            came(from, stream, packet, burst, picture, nowNanos);
        }
    }

    private void came(
            Endpoint from, Stream stream, InboundPacket packet, long burst, RelayPicture picture, long nowNanos) {
        account(from, stream, packet, burst, nowNanos);
        feedback.lost().look(from, stream, nowNanos);
        if (stream.isFresh(packet.sequence(), packet.timestamp())) {
            relay(stream, packet, picture, nowNanos);
        } else {
            counters.increment(MediaCounters.Count.DROPPED_REPLAYED);
        }
    }

    // A voice that carries older payloads: those that were lost go on in their place, and then its own.
    private void redundant(
            Endpoint from,
            Track track,
            InboundPacket packet,
            byte[] buffer,
            int offset,
            int length,
            long burst,
            RelayPicture picture,
            long nowNanos) {
        PayloadTypes types = track.numbers().payloadTypes();
        int primary = types.primary(RtpPacket.payloadType(buffer, offset));
        Codec codec = primary < 0 ? null : types.codec(primary);
        if (codec == null) {
            counters.increment(MediaCounters.Count.DROPPED_NO_CODEC);
            return;
        }
        if (!redundant.read(packet, primary)) {
            counters.increment(MediaCounters.Count.DROPPED_MALFORMED);
            return;
        }
        Stream stream = streams.of(from.talker(), track, codec, buffer, offset, length, nowNanos);
        if (stream == null) {
            return;
        }
        stream.carries(primary);
        for (int before = redundant.older(); before > 0; before--) {
            int sequence = (packet.sequence() - before) & 0xFFFF;
            int timestamp = packet.timestamp() - redundant.ticks(before);
            if (redundant.has(before) && stream.restores(burst, sequence, timestamp, nowNanos)) {
                // Its place is that of the carrier, which goes on behind it.
                InboundPacket restored = packets[used + 1];
                packets[used + 1] = packet;
                packets[used] = restored;
                restored.restoredFrom(packet, sequence, timestamp, redundant.offset(before), redundant.length(before));
                restored.belongsTo(stream, codec);
                counters.increment(MediaCounters.Count.PACKETS_RESTORED);
                relay(stream, restored, picture, nowNanos);
            }
        }
        packet.strippedTo(redundant.primaryOffset(), redundant.primaryLength());
        packet.belongsTo(stream, codec);
        came(from, stream, packet, burst, picture, nowNanos);
    }

    // What it says of the network is its own stream's business, and not that of the packet that it brings.
    private void recovered(
            InboundPacket packet, Codec codec, @Nullable Stream stream, RelayPicture picture, long nowNanos) {
        if (stream == null || !packet.readRetransmission()) {
            return;
        }
        packet.belongsTo(stream, codec);
        stream.recovered(packet.sequence(), nowNanos);
        if (!stream.isFresh(packet.sequence(), packet.timestamp())) {
            counters.increment(MediaCounters.Count.DROPPED_REPLAYED);
            return;
        }
        counters.increment(MediaCounters.Count.PACKETS_RECOVERED);
        if (stream.track().kind() == MediaKind.VIDEO) {
            stream.shown(packet, nowNanos);
        }
        relay(stream, packet, picture, nowNanos);
    }

    private void account(Endpoint from, Stream stream, InboundPacket packet, long burst, long nowNanos) {
        Track track = stream.track();
        track.received(stream, nowNanos);
        if (track.kind() == MediaKind.AUDIO) {
            from.talker().loudness().heard(packet.extensions().audioLevel(), nowNanos);
        } else {
            stream.shown(packet, nowNanos);
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

    private static void tape(Stream stream, InboundPacket packet, RelayPicture picture, long nowNanos) {
        BurstTape tape = picture.tapes().get(stream.track().owner());
        if (tape != null && stream.track().kind() == MediaKind.AUDIO) {
            tape.packet(
                    packet.format().name(),
                    stream.ssrc(),
                    packet.sequence(),
                    packet.timestamp(),
                    packet.buffer(),
                    packet.payloadOffset(),
                    packet.payloadLength(),
                    nowNanos);
        }
    }

    private void relay(Stream stream, InboundPacket packet, RelayPicture picture, long nowNanos) {
        used++;
        if (picture.isTaped()) {
            tape(stream, packet, picture, nowNanos);
        }
        if (run.takes(stream, picture)) {
            run.add(packet);
            return;
        }
        if (run.size() > 0) {
            fanOut.send(run, nowNanos);
        }
        run.begin(packet, picture);
    }
}
