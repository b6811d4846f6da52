package org.livechat.rtc.bandwidth;

import org.livechat.rtc.rtp.SerialNumber;

/**
 * Sees that the way to a receiver was cut, when it carries again: by the first packet that is told to have come behind a row of those
 * that are not. It makes no difference whether they are told to be lost or nothing is told of them, since feedback may be lost, too.
 * Owned by one thread.
 */
final class Outage {
    private final SentPackets sent;
    private final long leastNanos;
    private boolean any;
    private int newest;
    private boolean seen;

    /** @param leastNanos from the first packet of such a row to the last, as they were sent */
    Outage(SentPackets sent, long leastNanos) {
        this.sent = sent;
        this.leastNanos = leastNanos;
    }

    /** Notes that a packet is told to have come. */
    void arrived(int sequence, long nowNanos) {
        if (any && !SerialNumber.isNewer16(sequence, newest)) {
            return;
        }
        if (any) {
            int first = sent.isKept(newest + 1 & 0xffff) ? newest + 1 & 0xffff : sent.oldest();
            int last = sequence - 1 & 0xffff;
            seen |= isMissing(first)
                    && isMissing(last)
                    && sent.sentNanos(last, nowNanos) - sent.sentNanos(first, nowNanos) >= leastNanos;
        }
        any = true;
        newest = sequence;
    }

    private boolean isMissing(int sequence) {
        int state = sent.state(sequence);
        return state == SentPackets.UNDERWAY || state == SentPackets.LOST;
    }

    /** Whether that was seen since this was asked last. */
    boolean take() {
        boolean was = seen;
        seen = false;
        return was;
    }
}
