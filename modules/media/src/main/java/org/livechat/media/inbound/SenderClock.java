package org.livechat.media.inbound;

/**
 * What a client's sender reports say of its clocks. All its streams share one wall clock, so that mapping that to ours by
 * one offset keeps voice and picture together, through whichever slots they go. Written by one worker, readable by
 * any thread.
 */
public final class SenderClock {
    /** No report is on its way for so long: one that seems to be comes of a clock that was set back. In NTP's 2^-32 s: 10 s. */
    private static final long MOST_ON_THE_WAY = 10L << 32;

    private boolean known;
    private volatile long offset;

    /** Notes a report. The one that travelled fastest is nearest to the truth. */
    public void reported(long sourceNtp, long ownNtp) {
        long seen = ownNtp - sourceNtp;
        if (!known || seen < offset || seen - offset > MOST_ON_THE_WAY) {
            offset = seen;
            known = true;
        }
    }

    /** The client's wall clock at an instant of ours. */
    public long sourceNtp(long ownNtp) {
        return ownNtp - offset;
    }
}
