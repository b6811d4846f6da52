package org.livechat.rtc.loss;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.livechat.rtc.rtp.SerialNumber;

/**
 * How many older payloads the packets of a voice stream carry for one receiver, by what that says of lost packets: none while
 * nothing is lost, one when more than 2 % are, two when more than 8 % are, or when asking again takes long. It goes down where
 * far less is lost, and to none where next to nothing is.
 *
 * <p>A request for a packet (NACK, RFC 4585 6.2.1) counts once, and only if the packet was sent: what the source of the stream has
 * lost is no loss of the receiver's way. Of a report block (RFC 3550 6.4.1) the share that was never sent is taken off.
 *
 * <p>Owned by one thread. Sequence numbers are those of the stream as it goes to the receiver, 0 to 65535.
 */
public final class RedundancyNeed {
    /** A second of voice: shares are of so many packets. */
    static final int WINDOW = 50;

    /** A report of fewer says too little of what was never sent. */
    static final int LEAST_REPORTED = 20;

    static final double FEW = 0.02;
    static final double MANY = 0.08;

    /** Below these it goes down, from two and from one. */
    static final double NO_LONGER_MANY = 0.04;

    static final double NO_LONGER_FEW = 0.005;

    /** From then on what is asked for comes too late for most. */
    static final long LONG_ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    private static final double RISING = 0.5;
    private static final double FALLING = 0.25;

    private static final int REMEMBERED = 128;
    private static final int COUNTED = -1;

    /** The numbers of packets sent lately that were not asked for. */
    private final int[] sent = new int[REMEMBERED];

    private int sentInWindow;
    private int lostInWindow;
    private double asked;

    private boolean started;
    private int highest;
    private int sentSinceReport;
    private int advancedSinceReport;
    private double reported;

    private boolean slow;
    private int distance;

    /** A need of nothing. */
    public RedundancyNeed() {
        Arrays.fill(sent, COUNTED);
    }

    /** A packet has gone out. */
    public void sent(int sequence) {
        sent[sequence & (REMEMBERED - 1)] = sequence;
        int ahead = started ? SerialNumber.difference16(sequence, highest) : 1;
        if (ahead > 0) {
            started = true;
            highest = sequence;
            advancedSinceReport += ahead;
        }
        sentSinceReport++;
        if (++sentInWindow == WINDOW) {
            double share = lostInWindow / (double) WINDOW;
            asked += (share - asked) * (share > asked ? RISING : FALLING);
            sentInWindow = 0;
            lostInWindow = 0;
            decide();
        }
    }

    /**
     * The receiver asks for a packet.
     *
     * @param roundTripNanos to the receiver and back
     */
    public void lost(int sequence, long roundTripNanos) {
        int place = sequence & (REMEMBERED - 1);
        if (sent[place] == sequence) {
            sent[place] = COUNTED;
            lostInWindow++;
            slow = roundTripNanos > LONG_ROUND_TRIP_NANOS;
            decide();
        }
    }

    /**
     * The receiver reports on the stream.
     *
     * @param fractionLost share of packets lost since the report before, in 1/256
     * @param roundTripNanos to the receiver and back
     */
    public void reported(int fractionLost, long roundTripNanos) {
        if (advancedSinceReport < LEAST_REPORTED) {
            return;
        }
        double went = Math.min(1, sentSinceReport / (double) advancedSinceReport);
        double share = Math.clamp(1 - (1 - fractionLost / 256.0) / went, 0, 1);
        reported = share > reported ? share : (share + reported) / 2;
        sentSinceReport = 0;
        advancedSinceReport = 0;
        slow = roundTripNanos > LONG_ROUND_TRIP_NANOS;
        decide();
    }

    private void decide() {
        // Without waiting for the window to end: a burst may be shorter than that.
        double share = Math.max(Math.max(asked, reported), lostInWindow / (double) WINDOW);
        if (share > (slow ? FEW : MANY)) {
            distance = 2;
        } else if (distance == 2 && share < (slow ? NO_LONGER_FEW : NO_LONGER_MANY)) {
            distance = 1;
        }
        if (distance == 0 && share > FEW) {
            distance = 1;
        } else if (distance == 1 && share < NO_LONGER_FEW) {
            distance = 0;
        }
    }

    /** How many older payloads a packet carries, 0 to {@link RedundancyHistory#MOST}. */
    public int distance() {
        return distance;
    }
}
