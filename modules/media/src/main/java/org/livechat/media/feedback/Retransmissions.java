package org.livechat.media.feedback;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.livechat.media.history.Histories;
import org.livechat.media.outbound.MediaSender;
import org.livechat.media.outbound.Slot;
import org.livechat.rtc.rtp.GenericNack;
import org.livechat.rtc.rtp.RtcpReader;

/** Answers listeners' requests for packets that they have lost (RFC 4585 6.2.1). Owned by one worker. */
public final class Retransmissions {
    /** So many packets of one request are looked at. */
    private static final int MOST_OF_ONE_REQUEST = 256;

    private final Histories histories;
    private final MediaSender sender;
    private final VoiceLosses losses;
    private final IntConsumer lost = this::again;
    private @Nullable Slot slot;
    private long now;
    private long roundTrip;

    public Retransmissions(Histories histories, MediaSender sender, VoiceLosses losses) {
        this.histories = histories;
        this.sender = sender;
        this.losses = losses;
    }

    /**
     * Sends again what a request asks for.
     *
     * @param request stands on a generic NACK
     * @param slot the one that it is about
     */
    void answer(RtcpReader request, Slot slot, long roundTripNanos, long nowNanos) {
        this.slot = slot;
        this.now = nowNanos;
        this.roundTrip = roundTripNanos;
        GenericNack.forEachLost(request, MOST_OF_ONE_REQUEST, lost);
    }

    private void again(int sequence) {
        if (slot != null) {
            losses.asked(slot, sequence, roundTrip);
            slot.stream().repair().again(sequence, slot.source(), histories, now, roundTrip, sender);
        }
    }
}
