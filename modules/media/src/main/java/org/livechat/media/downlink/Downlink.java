package org.livechat.media.downlink;

import org.livechat.rtc.bandwidth.ReceiverEstimate;
import org.livechat.rtc.bandwidth.SentPackets;
import org.livechat.rtc.rtp.RtcpReader;

/**
 * The way to one client that tells when each packet of its pictures came. They bear numbers of the server's own for that, over all
 * streams (draft-holmer-rmcat-transport-wide-cc-extensions-01), so that what a talker has lost is no loss of this way. Voices bear
 * none: they are sent whatever the way takes, and repeated to the byte. Owned by the client's worker.
 */
public final class Downlink {
    /** UDP payload of a packet beside that of RTP: a header with extensions, and the tag. */
    private static final int OVERHEAD_BYTES = 12 + 12 + 16;

    private final SentPackets sent = new SentPackets();
    private final ReceiverEstimate estimate = new ReceiverEstimate(sent);
    private final PictureBreaker breaker = new PictureBreaker();

    public Downlink() {}

    /** The number of the next packet, 0 to 65535. */
    public int next() {
        return sent.next();
    }

    /** Notes that it has gone out with so many bytes of payload. */
    public void sent(int number, int payloadBytes, long nowNanos) {
        sent.sent(number, payloadBytes + OVERHEAD_BYTES, nowNanos, 0);
    }

    /**
     * Takes the client's feedback.
     *
     * @param reader stands on transport-wide feedback
     * @return whether its pictures stop now
     */
    public boolean feedback(RtcpReader reader, long nowNanos) {
        estimate.feedback(reader, nowNanos);
        estimate.onTime(0, nowNanos);
        return breaker.update(
                sent.bitsPerSecond(nowNanos),
                estimate.bitsPerSecond(),
                estimate.queueNanos(),
                estimate.lossOfLink(),
                nowNanos);
    }

    /** Whether pictures are held back, so that voices get through. */
    public boolean isPaused(long nowNanos) {
        return breaker.isPaused(nowNanos);
    }

    /** What the way is estimated to take, in bit/s. */
    public long bitsPerSecond() {
        return estimate.bitsPerSecond();
    }
}
