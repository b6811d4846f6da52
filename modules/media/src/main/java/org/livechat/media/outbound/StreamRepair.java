package org.livechat.media.outbound;

import org.jspecify.annotations.Nullable;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.history.Histories;
import org.livechat.media.history.SentHistory;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbound.Stream;
import org.livechat.rtc.loss.ResendLimits;

/**
 * Sends packets of one stream again to its listener: in a stream of their own where the listener has a format for that (RFC 4588),
 * made anew from what the source sent; else just as they went out, which is kept from the first request on. Made by that request;
 * owned by the listener's worker.
 */
public final class StreamRepair {
    private final OutgoingStream stream;
    private final RetransmissionStream retransmissions;
    private final ResendLimits limits;
    private @Nullable SentHistory sent;
    private long resent;

    StreamRepair(OutgoingStream stream, RetransmissionStream retransmissions) {
        this.stream = stream;
        this.retransmissions = retransmissions;
        this.limits = new ResendLimits(stream.payloadBytesSent());
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
        boolean inOwnStream = stream.hasRetransmissions();
        InboundPacket packet = inOwnStream && source != null ? stream.find(lost, source, histories, nowNanos) : null;
        if (!inOwnStream && sent == null) {
            sent = new SentHistory();
        }
        int length = packet == null ? keptLength(lost, nowNanos) : packet.payloadLength();
        if (length == 0) {
            sender.counters().increment(MediaCounters.Count.RESENDS_TOO_LATE);
        } else if (!limits.mayResend(lost, nowNanos, roundTripNanos)
                || !limits.spend(length, stream.payloadBytesSent())) {
            sender.counters().increment(MediaCounters.Count.RESENDS_REFUSED);
        } else if (packet == null ? repeat(lost, sender) : retransmissions.send(packet, lost, nowNanos, sender)) {
            resent++;
            sender.counters().increment(MediaCounters.Count.PACKETS_RESENT);
        }
    }

    private int keptLength(int lost, long nowNanos) {
        return sent == null ? 0 : sent.length(lost, nowNanos);
    }

    private boolean repeat(int lost, MediaSender sender) {
        return sent != null && sender.repeat(stream, sent, lost);
    }

    /**
     * Sends a packet with nothing in it, to measure the way (RFC 4588 streams may carry padding alone).
     *
     * @param bytes so many at most
     * @return how many were sent, with all that is around them; 0 if the listener has no stream for that
     */
    public int pad(int bytes, long nowNanos, MediaSender sender) {
        return retransmissions.pad(bytes, nowNanos, sender);
    }

    /** How many packets were sent again. */
    long resent() {
        return resent;
    }

    /** Notes a packet as it goes out. */
    void sent(int ownSequence, byte[] buffer, int offset, int length, long nowNanos) {
        if (sent != null) {
            sent.keep(ownSequence, buffer, offset, length, nowNanos);
        }
    }
}
