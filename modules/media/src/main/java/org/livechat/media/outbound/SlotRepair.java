package org.livechat.media.outbound;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.history.Histories;
import org.livechat.media.history.SentHistory;
import org.livechat.media.inbound.InboundPacket;

/**
 * Sends packets of one slot again to its listener: in a stream of their own where the listener has a format for that (RFC 4588),
 * made anew from what the source sent; else just as they went out, which is kept from the first request on. Made by that request;
 * owned by the listener's worker.
 */
public final class SlotRepair {
    private final Slot slot;
    private final ResendLimit limit;
    private @Nullable SentHistory sent;
    private int sequence;

    SlotRepair(Slot slot, Random random) {
        this.slot = slot;
        this.limit = new ResendLimit(slot.payloadBytesSent());
        // Below 2^15, as every first sequence number (RFC 3711 3.3.1).
        this.sequence = random.nextInt(1 << 15);
    }

    /**
     * Answers a request for one packet, if it may be answered again, and if the packet is still there.
     *
     * @param lost the number under which it was sent
     * @param histories what the sources of this worker's slots have sent
     * @param roundTripNanos to the listener and back
     */
    public void again(int lost, Histories histories, long nowNanos, long roundTripNanos, MediaSender sender) {
        if (!limit.hasCredit(slot.payloadBytesSent()) || !limit.takes(lost, nowNanos, roundTripNanos)) {
            sender.counters().increment(MediaCounters.Count.RESENDS_REFUSED);
            return;
        }
        int length = slot.retransmissionType() < 0
                ? repeat(lost, nowNanos, sender)
                : retransmit(lost, histories, nowNanos, sender);
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
        return sender.repeat(slot, sent, lost, nowNanos);
    }

    private int retransmit(int lost, Histories histories, long nowNanos, MediaSender sender) {
        InboundPacket packet = slot.find(lost, histories, nowNanos);
        if (packet == null) {
            return 0;
        }
        sequence = (sequence + 1) & 0xFFFF;
        return slot.sendAgain(packet, lost, sequence, sender) ? packet.payloadLength() : 0;
    }

    /** Notes a packet as it goes out. */
    void sent(int ownSequence, byte[] buffer, int offset, int length, long nowNanos) {
        if (sent != null) {
            sent.keep(ownSequence, buffer, offset, length, nowNanos);
        }
    }
}
