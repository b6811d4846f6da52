package org.livechat.media.downlink;

import java.util.List;
import java.util.Map;
import org.livechat.rtc.bandwidth.Layer;
import org.livechat.rtc.bandwidth.LayerAllocator;
import org.livechat.rtc.bandwidth.Pacer;
import org.livechat.rtc.bandwidth.Prober;
import org.livechat.rtc.bandwidth.ReceiverEstimate;
import org.livechat.rtc.bandwidth.SentPackets;
import org.livechat.rtc.bandwidth.SlotDemand;
import org.livechat.rtc.rtp.RtcpReader;

/**
 * The way to one client that tells when each packet of its pictures came. They bear numbers of the server's own for that, over all
 * streams (draft-holmer-rmcat-transport-wide-cc-extensions-01), so that what a talker has lost is no loss of this way. Voices bear
 * none: they are sent whatever the way takes, and repeated to the byte. Owned by the client's worker.
 */
public final class Downlink {
    /** UDP payload of a packet beside that of RTP: a header with extensions, and the tag. */
    public static final int OVERHEAD_BYTES = 12 + 12 + 16;

    private final SentPackets sent = new SentPackets();
    private final ReceiverEstimate estimate = new ReceiverEstimate(sent);
    private final PictureBreaker breaker = new PictureBreaker();
    private final LayerAllocator allocator = new LayerAllocator();
    private final Pacer pacer = new Pacer();
    private boolean pacingScheduled;
    private boolean narrow;
    private int probe;
    private boolean allChosen;
    private boolean told;

    public Downlink() {}

    /** The number of the next packet, 0 to 65535. */
    public int next() {
        return sent.next();
    }

    /** Notes that it has gone out with so many bytes of payload. */
    public void sent(int number, int payloadBytes, long nowNanos) {
        sent.sent(number, payloadBytes + OVERHEAD_BYTES, nowNanos, 0);
        pacer.sent(payloadBytes + OVERHEAD_BYTES, nowNanos);
    }

    /**
     * Whether a packet of a picture may go now; voices may always. A way that takes all that is wanted, as far as is known, needs no
     * turns: a burst's first picture is there at once.
     */
    public boolean hasTurn(long nowNanos) {
        return !narrow || pacer.bytesNow(nowNanos) > 0;
    }

    /** When one may. */
    public long nextTurnNanos(long nowNanos) {
        return narrow ? pacer.nextNanos(nowNanos) : nowNanos;
    }

    /** Whether somebody is going to send what waits. */
    public boolean isPacingScheduled() {
        return pacingScheduled;
    }

    public void pacingScheduled(boolean scheduled) {
        pacingScheduled = scheduled;
    }

    /** The same of a packet that is there to measure the way. */
    public void padded(int number, int payloadBytes, long nowNanos) {
        sent.sent(number, payloadBytes + OVERHEAD_BYTES, nowNanos, prober().cluster());
        prober().sent(payloadBytes + OVERHEAD_BYTES, nowNanos);
    }

    /** Says when the way is to be tried out, and with how much. */
    public Prober prober() {
        return estimate.prober();
    }

    /** Whether it is to be tried out, and nobody has been told so yet. */
    public boolean beginsProbe() {
        boolean begins = prober().cluster() != 0 && prober().cluster() != probe;
        probe = prober().cluster();
        return begins;
    }

    /**
     * Chooses how each picture is forwarded, so that all fit; call it each 20 to 100 ms while there are any.
     *
     * @param isChoice whether each of them can be sent smaller, or held back by itself
     * @return the layer by the number of the slot; a slot that is not in it has to wait
     */
    public Map<Integer, Layer> allocate(List<SlotDemand> demands, boolean isChoice, long nowNanos) {
        allChosen = isChoice;
        // Voices bear no numbers: what is measured is what is left for pictures.
        long wanted = LayerAllocator.wanted(0, demands);
        estimate.onTime(wanted, nowNanos);
        Map<Integer, Layer> layers = allocator.allocate(estimate.bitsPerSecond(), false, 0, demands, nowNanos);
        narrow = wanted > estimate.bitsPerSecond();
        // At least so fast that what is sent does not pile up here.
        pacer.estimate(Math.max(estimate.bitsPerSecond(), sent.bitsPerSecond(nowNanos) / 2));
        return layers;
    }

    /**
     * Takes the client's feedback.
     *
     * @param reader stands on transport-wide feedback
     * @return whether its pictures stop now
     */
    public boolean feedback(RtcpReader reader, long nowNanos) {
        told = true;
        estimate.feedback(reader, nowNanos);
        return !allChosen
                && breaker.update(
                        sent.bitsPerSecond(nowNanos),
                        estimate.bitsPerSecond(),
                        estimate.queueNanos(),
                        estimate.lossOfLink(),
                        nowNanos);
    }

    /** Whether it was cut, and carries again, since this was asked last. */
    public boolean takeOutage() {
        return estimate.takeOutage();
    }

    /** Whether pictures are held back, so that voices get through. */
    public boolean isPaused(long nowNanos) {
        return !allChosen && breaker.isPaused(nowNanos);
    }

    /** Whether the client has told anything yet; before, all that is known is a guess. */
    public boolean isTold() {
        return told;
    }

    /** How long packets stand in the way's queue, in ns. */
    public long queueNanos() {
        return estimate.queueNanos();
    }

    /** What the way is estimated to take, in bit/s. */
    public long bitsPerSecond() {
        return estimate.bitsPerSecond();
    }
}
