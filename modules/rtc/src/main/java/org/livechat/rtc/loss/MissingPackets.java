package org.livechat.rtc.loss;

import java.util.concurrent.TimeUnit;
import org.livechat.rtc.rtp.RtcpWriter;
import org.livechat.rtc.rtp.SerialNumber;

/**
 * Which packets of one inbound RTP stream are missing, and when each is to be asked for with a generic NACK (RFC 4585 6.2.1).
 *
 * <p>A packet that is late by reordering is no loss: the first request waits until three later packets have come, or 10 ms since
 * the first of them. It is repeated every 1.25 round trips, 20 ms at least, 10 times at most, and only while the packet would
 * still be of use. When more than {@value #MOST_MISSING} are missing at once, asking is hopeless: all are forgotten, and a
 * keyframe is the remedy.
 *
 * <p>Owned by one thread. Times are nanoseconds of one clock that only goes forward, sequence numbers are 0 to 65535.
 */
public final class MissingPackets {
    /** The most packets that are asked for at a time. */
    public static final int MOST_MISSING = MissingList.MOST;

    /** The most bytes that {@link #due} writes: a header and an entry of each missing packet. */
    public static final int MOST_BYTES = 12 + 4 * MOST_MISSING;

    /** A larger gap is no loss: the numbers have jumped. */
    static final int LARGEST_GAP = 500;

    /** A packet that far behind is not late: the numbers have begun anew, if a second one follows it (RFC 3550 A.1). */
    static final int FAR_BEHIND = 3000;

    static final int LATER_PACKETS = 3;
    static final long REORDERING_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    static final long LEAST_REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    static final int MOST_REQUESTS = 10;
    private static final long LONGEST_ROUND_TRIP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final MissingList missing = new MissingList();
    private final long patienceNanos;
    private boolean started;
    private long highest;
    private int restartWith = -1;
    /** When the first of the missing ones is to be looked at, if there is any. */
    private long nextNanos;

    private boolean hopeless;
    private long recovered;
    private long givenUp;

    /**
     * @param patienceNanos how long after it was missed a packet is still of use, at least 0: 300 ms for voice, a second for video
     */
    public MissingPackets(long patienceNanos) {
        if (patienceNanos < 0) {
            throw new IllegalArgumentException("patience of " + patienceNanos + " ns, but it must be 0 or more");
        }
        this.patienceNanos = patienceNanos;
    }

    /**
     * A packet of the stream came, or was restored from a retransmission.
     *
     * @return whether it had been missed: it is late, or recovered. False for one that was given up, and for a duplicate
     */
    public boolean received(int sequence, long nowNanos) {
        if (!started) {
            begin(sequence);
            return false;
        }
        int ahead = SerialNumber.difference16(sequence, (int) highest);
        if (ahead > 0) {
            advance(ahead, nowNanos);
            return false;
        }
        int index = missing.find(highest + ahead);
        if (index >= 0) {
            takeOut(index, nowNanos);
            return true;
        }
        if (ahead < -FAR_BEHIND) {
            farBehind(sequence);
        }
        return false;
    }

    private void begin(int sequence) {
        started = true;
        highest = sequence & 0xffff;
        restartWith = -1;
    }

    private void advance(int ahead, long nowNanos) {
        countLater(missing.size, nowNanos);
        restartWith = -1;
        int gap = ahead - 1;
        if (missing.size + gap > MOST_MISSING) {
            givenUp += gap > LARGEST_GAP ? 0 : gap;
            giveUpAll();
            hopeless = true;
        } else if (gap > 0) {
            long firstAsk = nowNanos + REORDERING_NANOS;
            for (int i = 1; i <= gap; i++) {
                missing.add(highest + i, nowNanos, firstAsk);
            }
            nextNanos = missing.size == gap ? eventNanos(0) : earlier(nextNanos, eventNanos(missing.size - 1));
        }
        highest += ahead;
    }

    /** Counts one more later packet for those before that index. Older ones have as many at least, so the walk ends soon. */
    private void countLater(int end, long nowNanos) {
        for (int i = end - 1; i >= 0 && missing.later[i] < LATER_PACKETS; i--) {
            if (++missing.later[i] == LATER_PACKETS && missing.asked[i] == 0 && missing.askNanos[i] - nowNanos > 0) {
                missing.askNanos[i] = nowNanos;
                nextNanos = earlier(nextNanos, nowNanos);
            }
        }
    }

    private void takeOut(int index, long nowNanos) {
        recovered += missing.asked[index] > 0 ? 1 : 0;
        countLater(index, nowNanos);
        missing.remove(index);
        findNext();
    }

    private void farBehind(int sequence) {
        if (sequence == restartWith) {
            giveUpAll();
            hopeless = true;
            begin(sequence);
        } else {
            restartWith = (sequence + 1) & 0xffff;
        }
    }

    /**
     * Writes one NACK of all packets that are to be asked for now, and gives up those that would be of no use any more.
     *
     * @param roundTripNanos the round trip to the sender; a nonsensical one is taken as 0 or 10 s
     * @param writer started, with room for {@link #MOST_BYTES}; left alone when nothing is due
     * @return how many packets were asked for, 0 if nothing was written
     */
    public int due(long nowNanos, long roundTripNanos, RtcpWriter writer, int senderSsrc, int mediaSsrc) {
        if (missing.size == 0 || nextNanos - nowNanos > 0) {
            return 0;
        }
        long roundTrip = Math.clamp(roundTripNanos, 0, LONGEST_ROUND_TRIP_NANOS);
        long askAgain = nowNanos + Math.max(roundTrip + roundTrip / 4, LEAST_REPEAT_NANOS);
        int asked = 0;
        int kept = 0;
        for (int i = 0; i < missing.size; i++) {
            if (isOver(i, nowNanos)) {
                givenUp++;
                continue;
            }
            if (missing.askNanos[i] - nowNanos <= 0) {
                if (asked++ == 0) {
                    writer.genericNack(senderSsrc, mediaSsrc);
                }
                writer.lostPacket((int) missing.sequence[i] & 0xffff);
                missing.asked[i]++;
                missing.askNanos[i] = askAgain;
            }
            missing.move(i, kept++);
        }
        missing.size = kept;
        findNext();
        return asked;
    }

    private boolean isOver(int index, long nowNanos) {
        return nowNanos - missing.noticedNanos[index] >= patienceNanos
                || (missing.asked[index] == MOST_REQUESTS && missing.askNanos[index] - nowNanos <= 0);
    }

    private void findNext() {
        for (int i = 0; i < missing.size; i++) {
            nextNanos = i == 0 ? eventNanos(0) : earlier(nextNanos, eventNanos(i));
        }
    }

    private long eventNanos(int index) {
        return earlier(missing.askNanos[index], missing.noticedNanos[index] + patienceNanos);
    }

    private static long earlier(long first, long second) {
        return first - second <= 0 ? first : second;
    }

    /** When {@link #due} is to be called next: a time not before now, or {@link Long#MAX_VALUE} when nothing is missing. */
    public long nextDueNanos(long nowNanos) {
        if (missing.size == 0) {
            return Long.MAX_VALUE;
        }
        return nextNanos - nowNanos > 0 ? nextNanos : nowNanos;
    }

    /** Whether so much was lost since this was last asked that only a keyframe helps. */
    public boolean takeHopeless() {
        boolean taken = hopeless;
        hopeless = false;
        return taken;
    }

    /** A burst begins anew: the next packet is the first, whatever its number, and what was missing is given up. */
    public void restart() {
        giveUpAll();
        hopeless = false;
        started = false;
    }

    private void giveUpAll() {
        givenUp += missing.size;
        missing.size = 0;
    }

    /** How many packets are missing now, 0 to {@link #MOST_MISSING}. */
    public int missing() {
        return missing.size;
    }

    /** How many packets came after they had been asked for. */
    public long recovered() {
        return recovered;
    }

    /** How many missing packets are waited for no longer, jumps of more than 500 left out. */
    public long givenUp() {
        return givenUp;
    }
}
