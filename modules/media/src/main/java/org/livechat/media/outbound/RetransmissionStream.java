package org.livechat.media.outbound;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.livechat.media.downlink.Downlink;
import org.livechat.media.format.Format;
import org.livechat.media.format.PacketExtensions;
import org.livechat.media.inbound.InboundPacket;

/**
 * The RTP stream in which packets of another one are sent again (RFC 4588 4): numbers of its own, the original number in front of
 * each payload. Padding that measures the way goes in it, too. Owned by the listener's worker.
 */
final class RetransmissionStream {
    /** RFC 3550 5.1: its length is the packet's last byte. */
    private static final int MOST_PADDING = 255;

    private static final PacketExtensions NO_EXTENSIONS = new PacketExtensions();

    private final OutgoingStream original;
    private final int ssrc;
    private int sequence;

    RetransmissionStream(OutgoingStream original, int ssrc, Random random) {
        this.original = original;
        this.ssrc = ssrc;
        // Below 2^15, as every first sequence number (RFC 3711 3.3.1).
        this.sequence = random.nextInt(1 << 15);
    }

    /**
     * Sends a packet of the original's present source once more.
     *
     * @param ownSequence under which it was sent
     * @return whether it went out
     */
    boolean send(InboundPacket packet, int ownSequence, long nowNanos, MediaSender sender) {
        int type = payloadType(packet.format());
        if (type < 0) {
            return false;
        }
        Downlink way = original.downlink();
        int number = way == null ? OutgoingStream.UNNUMBERED : way.next();
        int length = original.sentLength(packet);
        sender.begin(
                original,
                ssrc,
                original.ends(packet),
                type,
                nextSequence(),
                original.timestampOf(packet.timestamp()),
                packet.extensions(),
                number);
        boolean sent = sender.sendAgain(original, ownSequence, packet.buffer(), packet.payloadOffset(), length);
        if (sent && way != null) {
            way.sent(number, length, nowNanos);
        }
        return sent;
    }

    /** Sends padding; returns how many bytes went out. */
    int pad(int bytes, long nowNanos, MediaSender sender) {
        Downlink way = original.downlink();
        int type = payloadType(original.format());
        if (type < 0 || way == null) {
            return 0;
        }
        int number = way.next();
        sender.begin(original, ssrc, false, type, nextSequence(), original.latestTimestamp(), NO_EXTENSIONS, number);
        int padding = Math.clamp(bytes, 1, MOST_PADDING);
        if (!sender.sendPadding(original, padding)) {
            return 0;
        }
        way.padded(number, padding, nowNanos);
        return padding + Downlink.OVERHEAD_BYTES;
    }

    private int nextSequence() {
        sequence = (sequence + 1) & 0xFFFF;
        return sequence;
    }

    private int payloadType(@Nullable Format format) {
        return format == null ? -1 : original.section().payloadTypes().retransmission(format);
    }
}
