package org.livechat.rtc.bandwidth;

import org.livechat.rtc.rtp.RtcpReader;
import org.livechat.rtc.rtp.SerialNumber;
import org.livechat.rtc.rtp.TransportWideFeedback;

/**
 * How many bit/s one receiver can take, from its transport-wide feedback: delay that grows, loss, and what gets through.
 *
 * <p>The estimate is of UDP payload, voice and retransmissions included, and stays between 30 kbit/s and 50 Mbit/s whatever the
 * receiver says. It begins at 300 kbit/s, and grows without probes to 1.5 times what gets through at most.
 *
 * <p>Owned by one thread.
 */
public final class ReceiverEstimate {
    private static final double NANOS_A_MILLI = 1e6;
    private static final long FIRST_ROUND_TRIP = 200_000_000;
    private static final long LONGEST_ROUND_TRIP = 3_000_000_000L;
    private static final long SILENCE_NANOS = 1_500_000_000L;
    private static final long SILENCE_AGAIN_NANOS = 500_000_000;
    /** What was seen of a queue that nothing was sent into for so long says nothing of it any more. */
    private static final long STALE_NANOS = 2_000_000_000L;

    /**
     * Where nothing at all got through for so long, the way was cut, and says nothing of how wide it is. A link that is too narrow still
     * takes a packet now and then: one of 1200 bytes within this at 16 kbit/s.
     */
    private static final long OUTAGE_NANOS = 600_000_000;

    private static final double AFTER_SILENCE = 0.8;
    private static final double LIMITED_BELOW = 0.65;
    private static final double LIMITED_UNTIL = 0.8;
    /** So much of what is sent arrives when the link is not full. */
    private static final double GETS_THROUGH = 0.85;

    private final SentPackets sent;
    private final ArrivalClock clock = new ArrivalClock();
    private final PacketGroups groups = new PacketGroups();
    private final DelayTrend trend = new DelayTrend();
    private final OveruseDetector detector = new OveruseDetector();
    private final QueueDelay queue = new QueueDelay();
    private final RateMeter arrived = new RateMeter();
    private final RateControl control = new RateControl();
    private final LinkLoss loss = new LinkLoss();
    private final Prober prober = new Prober();
    private final TransportWideFeedback.Visitor visitor = new Statuses();
    private final Run gone = new Run();
    private final Outage outage;

    private boolean any;
    private int expected;
    private boolean news;
    private boolean overused;
    private long now;
    private long lastArrival;
    private long newestSent;
    private long newestArrival;
    private long roundTrip = FIRST_ROUND_TRIP;
    private boolean measuredRoundTrip;
    private long lastFeedback;
    private boolean limited;

    /** An estimate for the receiver that those packets go to. */
    public ReceiverEstimate(SentPackets sent) {
        this.sent = sent;
        this.outage = new Outage(sent, OUTAGE_NANOS);
    }

    /** Takes the packet that the reader stands on if it is transport-wide feedback, and ignores any other. */
    public void feedback(RtcpReader reader, long nowNanos) {
        if (!TransportWideFeedback.isPresent(reader)) {
            return;
        }
        now = nowNanos;
        news = false;
        overused = false;
        clock.reference(TransportWideFeedback.referenceTime(reader));
        int base = TransportWideFeedback.baseSequence(reader);
        if (any && SerialNumber.isNewer16(base, expected) && sent.isKept(base)) {
            // A feedback is missing: what arrived in between is not known, so the meter must not take it for nothing.
            arrived.restart();
        }
        TransportWideFeedback.visit(reader, visitor);
        gone.end();
        if (news) {
            any = true;
            lastFeedback = nowNanos;
            conclude(nowNanos);
        }
    }

    /**
     * Lets time pass; call each 20 to 100 ms.
     *
     * @param wantedBitsPerSecond what would be sent if the receiver could take it, see {@link LayerAllocator#wanted}; a probe is
     *     wanted while that is more than the estimate
     */
    public void onTime(long wantedBitsPerSecond, long nowNanos) {
        if (!any) {
            return;
        }
        if (nowNanos - lastFeedback > SILENCE_NANOS + roundTrip && sent.sentAfter(nowNanos - SILENCE_NANOS)) {
            control.limit(AFTER_SILENCE * control.bitsPerSecond(), nowNanos);
            lastFeedback += SILENCE_AGAIN_NANOS;
        }
        updateLimited(nowNanos);
        boolean calm = detector.use() == LinkUse.NORMAL
                && !control.isDraining()
                && loss.letsGrow()
                && queue.nanos() < RateControl.STANDING_QUEUE_NANOS;
        // Else a receiver that nothing is sent to would never be known to take anything again.
        boolean stale = !sent.sentAfter(nowNanos - STALE_NANOS);
        prober.consider(
                bitsPerSecond(), wantedBitsPerSecond, calm || stale, control.loweredSince(prober.raisedAt()), nowNanos);
    }

    /** The estimate in bit/s. */
    public long bitsPerSecond() {
        return control.bitsPerSecond();
    }

    /** Share of packets lost on the way to the receiver, 0 to 1, over about the last second. */
    public double lossOfLink() {
        return loss.share();
    }

    /** The time from a packet to the feedback that tells of it, without what the receiver waited; 200 ms until measured. */
    public long roundTripNanos() {
        return roundTrip;
    }

    /** How long packets stand in the link's queue now. */
    public long queueNanos() {
        return queue.nanos();
    }

    /**
     * Whether the way was cut and carries again, since this was asked last: packets that were sent over 600 ms and more did not come, or
     * the receiver's word of them did not, and one behind them did.
     */
    public boolean takeOutage() {
        return outage.take();
    }

    /** Whether much less is sent than the estimate allows, so that it says little about the link. */
    public boolean isLimitedByApplication() {
        return limited;
    }

    /** The probes of this receiver. */
    public Prober prober() {
        return prober;
    }

    private void conclude(long nowNanos) {
        measureRoundTrip(nowNanos);
        updateLimited(nowNanos);
        double sending = sent.bitsPerSecond(nowNanos);
        double carried = arrived.recentBitsPerSecond(lastArrival) / (1 - loss.own());
        boolean getsThrough = carried >= GETS_THROUGH * sending;
        LinkUse use = overused ? LinkUse.OVERUSE : detector.use();
        boolean stands = use == LinkUse.OVERUSE || queue.nanos() > RateControl.STANDING_QUEUE_NANOS;
        LinkLoss.Verdict verdict = loss.judge(limited, stands, roundTrip, nowNanos);
        if (verdict == LinkLoss.Verdict.LOWER) {
            control.limit(loss.target(), nowNanos);
        }
        control.update(
                use,
                queue.nanos(),
                carried,
                limited && getsThrough,
                verdict == LinkLoss.Verdict.GROW,
                roundTrip,
                nowNanos);
        if (control.takeRebase()) {
            queue.restart();
        }
        double probed = prober.take(bitsPerSecond(), nowNanos);
        if (probed > 0 && !stands) {
            control.probed(probed);
        }
    }

    private void measureRoundTrip(long nowNanos) {
        long sample = Math.clamp(nowNanos - newestSent - (lastArrival - newestArrival), 0, LONGEST_ROUND_TRIP);
        roundTrip = measuredRoundTrip ? roundTrip + (sample - roundTrip) / 8 : sample;
        measuredRoundTrip = true;
    }

    private void updateLimited(long nowNanos) {
        double bound = (limited ? LIMITED_UNTIL : LIMITED_BELOW) * bitsPerSecond();
        limited = sent.bitsPerSecond(nowNanos) < bound;
    }

    private void delay(long sentNanos, long arrivalNanos) {
        if (groups.add(sentNanos, arrivalNanos)) {
            double sentMillis = groups.sentDeltaNanos() / NANOS_A_MILLI;
            double arrivalMillis = groups.arrivalNanos() / NANOS_A_MILLI;
            trend.add(groups.arrivalDeltaNanos() / NANOS_A_MILLI - sentMillis, arrivalMillis);
            if (trend.isKnown()) {
                detector.update(trend.slope(), trend.weight(), sentMillis, arrivalMillis);
                overused |= detector.use() == LinkUse.OVERUSE;
            }
        }
        if (groups.clockJumped()) {
            trend.restart();
            detector.restart();
            queue.restart();
            arrived.restart();
        }
        queue.add(sentNanos, arrivalNanos);
    }

    private final class Statuses implements TransportWideFeedback.Visitor {
        @Override
        public void received(int sequence, int deltaTicks) {
            long arrival = clock.arrival(deltaTicks);
            int state = sent.state(sequence);
            if (state == SentPackets.NOT_SENT || state == SentPackets.ARRIVED) {
                return;
            }
            outage.arrived(sequence, now);
            sent.mark(sequence, SentPackets.ARRIVED);
            expect(sequence + 1);
            gone.end();
            if (state == SentPackets.LOST) {
                loss.cameLate();
            } else {
                loss.arrived(sent.bytes(sequence));
            }
            long sentNanos = sent.sentNanos(sequence, now);
            int bytes = sent.bytes(sequence);
            delay(sentNanos, arrival);
            arrived.add(arrival, bytes);
            int cluster = sent.cluster(sequence);
            if (cluster != 0) {
                prober.result().arrived(cluster, bytes, sentNanos, arrival);
            }
            lastArrival = news ? Math.max(lastArrival, arrival) : arrival;
            newestSent = sentNanos;
            newestArrival = arrival;
            news = true;
        }

        @Override
        public void lost(int firstSequence, int count) {
            for (int i = 0; i < count; i++) {
                int sequence = (firstSequence + i) & 0xffff;
                if (sent.state(sequence) == SentPackets.UNDERWAY) {
                    sent.mark(sequence, SentPackets.LOST);
                    gone.add(sequence);
                    prober.result().lost(sent.cluster(sequence), sent.bytes(sequence));
                }
            }
            expect(firstSequence + count);
        }

        private void expect(int sequence) {
            int next = sequence & 0xffff;
            if (!any || SerialNumber.isNewer16(next, expected)) {
                expected = next;
            }
        }
    }

    /** Packets that were lost one behind the other. */
    private final class Run {
        private int packets;
        private int bytes;
        private long firstSent;
        private long lastSent;

        void add(int sequence) {
            lastSent = sent.sentNanos(sequence, now);
            firstSent = packets == 0 ? lastSent : firstSent;
            packets++;
            bytes += sent.bytes(sequence);
        }

        void end() {
            if (packets > 0 && lastSent - firstSent < OUTAGE_NANOS) {
                loss.lost(packets, bytes);
            }
            packets = 0;
            bytes = 0;
        }
    }
}
