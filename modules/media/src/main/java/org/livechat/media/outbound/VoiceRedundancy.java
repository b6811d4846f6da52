package org.livechat.media.outbound;

import org.livechat.media.format.PayloadTypes;
import org.livechat.media.history.VoiceHistories;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.rtc.loss.RedundancyNeed;
import org.livechat.rtc.loss.RedundancyRoom;

/**
 * What the packets of one voice stream carry besides their own payload, for a listener that loses some (RED, RFC 2198)
 * and whose way has room for it. Made when
 * the listener says so for the first time; owned by its worker.
 */
final class VoiceRedundancy {
    private final RedundancyNeed need = new RedundancyNeed();
    private final VoiceHistories histories;
    private final RedundancyRoom room;

    /** @param room of the listener */
    VoiceRedundancy(VoiceHistories histories, RedundancyRoom room) {
        this.histories = histories;
        this.room = room;
    }

    RedundancyNeed need() {
        return need;
    }

    /**
     * Writes a packet's payload with older ones into {@link #payload}, if there is need and room, and the listener takes it.
     *
     * @param ownSequence the number that the packet goes out under
     * @param firstTicks the timestamp of the source's first packet to this listener
     * @param asType what the listener knows the packet's format by
     * @return how long it is, or 0 if the packet is to go as it is
     */
    int write(InboundPacket packet, int ownSequence, int firstTicks, int asType, PayloadTypes types, long nowNanos) {
        need.sent(ownSequence);
        int distance = need.distance();
        return distance == 0 || types.redundancy(packet.format()) < 0 || !room.isRoom(nowNanos)
                ? 0
                : histories.write(packet, firstTicks, distance, asType, nowNanos);
    }

    byte[] payload() {
        return histories.payload();
    }
}
