package org.livechat.media.outbound;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.history.Histories;
import org.livechat.media.history.SentHistory;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbound.Stream;

/**
 * Sends packets of one stream again to its listener: in a stream of their own where the listener has a format for that (RFC 4588),
 * made anew from what the source sent; else just as they went out, which is kept from the first request on. Made by that request;
 * owned by the listener's worker.
 */
public final class StreamRepair {
    private final OutgoingStream stream;
    private final ResendLimit limit;
    private @Nullable SentHistory sent;
    private int sequence;

    StreamRepair(OutgoingStream stream, Random random) {
        this.stream = stream;
        this.limit = new ResendLimit(stream.payloadBytesSent());
        // Below 2^15, as every first sequence number (RFC 3711 3.3.1).
        this.sequence = random.nextInt(1 << 15);
    }

    /**
     * Answers a request for one packet, if it may be answered again, and if the packet is still there.
     *
     * @param lost the number under which it was sent
     * @param source what the stream carries now, if anything
     * @param histories what the sources of this worker's slots have sent
     * @param roundTripNanos to the listener and back
     */
    public void again(
            int lost,
            @Nullable Stream source,
            Histories histories,
            long nowNanos,
            long roundTripNanos,
            MediaSender sender) {
        if (!limit.hasCredit(stream.payloadBytesSent()) || !limit.takes(lost, nowNanos, roundTripNanos)) {
            sender.counters().increment(MediaCounters.Count.RESENDS_REFUSED);
            return;
        }
        int length = stream.hasRetransmissions()
                ? retransmit(lost, source, histories, nowNanos, sender)
                : repeat(lost, nowNanos, sender);
        if (length > 0) {
            limit.spend(length);
            sender.counters().increment(MediaCounters.Count.PACKETS_RESENT);
        } else {
            sender.counters().increment(MediaCounters.Count.RESENDS_TOO_LATE);
        }
    }

    private int repeat(int lost, long nowNanos, MediaSender sender) {
        if (sent == null) {
            sent = new SentHistory();
        }
        return sender.repeat(stream, sent, lost, nowNanos);
    }

    private int retransmit(int lost, @Nullable Stream source, Histories histories, long nowNanos, MediaSender sender) {
        InboundPacket packet = source == null ? null : stream.find(lost, source, histories, nowNanos);
        if (packet == null) {
            return 0;
        }
        sequence = (sequence + 1) & 0xFFFF;
        return stream.sendAgain(packet, lost, sequence, sender) ? packet.payloadLength() : 0;
    }

    /** Notes a packet as it goes out. */
    void sent(int ownSequence, byte[] buffer, int offset, int length, long nowNanos) {
        if (sent != null) {
            sent.keep(ownSequence, buffer, offset, length, nowNanos);
        }
    }
}
