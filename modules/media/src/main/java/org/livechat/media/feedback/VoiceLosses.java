package org.livechat.media.feedback;

import org.livechat.media.history.VoiceHistories;
import org.livechat.media.outbound.Slot;
import org.livechat.rtc.rtp.ReportBlocks;
import org.livechat.rtc.rtp.RtcpReader;

/** Tells slots' streams what their listener has lost of them, so that a voice may carry more. Owned by one worker. */
public final class VoiceLosses {
    private final VoiceHistories histories;

    public VoiceLosses(VoiceHistories histories) {
        this.histories = histories;
    }

    /** A packet of a slot is asked for. */
    void asked(Slot slot, int sequence, long roundTripNanos) {
        slot.stream().lost(sequence, roundTripNanos, histories);
    }

    /** A block of the report that the reader stands on is about a slot. */
    void reported(Slot slot, RtcpReader reader, int block, long roundTripNanos) {
        slot.stream().reportedLost(ReportBlocks.fractionLost(reader, block), roundTripNanos, histories);
    }
}
