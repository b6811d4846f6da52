package org.livechat.rtc.loss;

import java.util.concurrent.TimeUnit;
import org.livechat.rtc.rtp.RtcpWriter;
import org.livechat.rtc.rtp.SerialNumber;
import org.livechat.rtc.rtp.TransportWideFeedbackWriter;

/**
 * When the packets of one peer arrived, by transport-wide sequence number, and the feedback that tells the peer so
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01), as libwebrtc's own receiver does it.
 *
 * <p>A feedback begins where the last one ended, so that losses are told. A packet that comes late is told with everything since
 * it, which was told before; it is too late half a second after a later packet came, and when it is
 * {@value ArrivalTimes#MOST} numbers behind.
 *
 * <pre>{@code
 * while (log.hasNews() && room) log.write(rtcp.start(buffer, 0), senderSsrc, mediaSsrc, 1200);
 * }</pre>
 *
 * <p>Owned by one thread. Times are nanoseconds of one clock that only goes forward. The memory grows with the span of numbers that
 * half a second has, to 17 KiB at most.
 */
public final class ArrivalLog {
    /** The least that {@link #write} must be allowed. */
    public static final int LEAST_BYTES = TransportWideFeedbackWriter.LEAST_BYTES;

    /** How long an arrival is remembered after it was told, for the sake of earlier packets that come late. */
    static final long MEMORY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** That many packets on end which are too old say that the peer counts anew. */
    static final int TOO_OLD_IN_A_ROW = 16;

    private static final int TICK_NANOS = 250_000;
    private static final int MEMORY_TICKS = (int) (MEMORY_NANOS / TICK_NANOS);
    private static final int TICKS_OF_REFERENCE_BITS = 8;

    private final ArrivalTimes times = new ArrivalTimes();
    private final TransportWideFeedbackWriter feedback = new TransportWideFeedbackWriter();
    /** The next number to be told of. */
    private long next;
    /** Numbers below are too late. */
    private long floor;

    private boolean started;
    private int tooOld;
    private int feedbackNumber;

    /** A log without arrivals. */
    public ArrivalLog() {}

    /**
     * A packet arrived. A duplicate changes nothing; a jump of more than {@value ArrivalTimes#MOST} numbers begins anew, and what
     * had not been told is not.
     *
     * @param transportSequence 0 to 65535
     */
    public void received(int transportSequence, long nowNanos) {
        int tick = (int) Math.floorDiv(nowNanos, (long) TICK_NANOS);
        if (!started) {
            begin(transportSequence & 0xffff, tick);
            return;
        }
        long sequence = times.newest() + SerialNumber.difference16(transportSequence, (int) times.newest());
        if (sequence - times.newest() >= ArrivalTimes.MOST) {
            begin(sequence, tick);
            return;
        }
        forget(tick);
        if (sequence < Math.max(floor, times.newest() - ArrivalTimes.MOST + 1)) {
            tooOld(sequence, tick);
            return;
        }
        tooOld = 0;
        if (times.put(sequence, tick)) {
            next = Math.max(Math.min(next, sequence), times.newest() - ArrivalTimes.MOST + 1);
        }
    }

    private void tooOld(long sequence, int tick) {
        if (++tooOld == TOO_OLD_IN_A_ROW) {
            begin(sequence & 0xffff, tick);
        }
    }

    private void begin(long sequence, int tick) {
        started = true;
        tooOld = 0;
        times.clear(sequence);
        times.put(sequence, tick);
        next = sequence;
        floor = sequence - ArrivalTimes.MOST;
    }

    /** Forgets what is old, from the oldest on, and never what has not been told. */
    private void forget(int tick) {
        long oldest = times.oldest();
        while (oldest < next && tick - times.tick(oldest) > MEMORY_TICKS) {
            floor = oldest + 1;
            times.removeOldest();
            oldest = times.oldest();
        }
    }

    /** A burst begins anew: the next packet is the first, whatever its number, and what lies before it is not told as lost. */
    public void restart() {
        started = false;
    }

    /** Whether there are arrivals that have not been told. */
    public boolean hasNews() {
        return started && next <= times.newest();
    }

    /**
     * Writes one feedback packet of what has not been told. One that does not tell everything, for want of room or because an
     * arrival is too far from the one before, leaves {@link #hasNews} true: ask again.
     *
     * @param writer started, with room for so many bytes
     * @param mostBytes the packet may have, at least {@link #LEAST_BYTES}
     * @return how many arrivals it tells: 0, and nothing is written, if there is no news or less room than that
     */
    public int write(RtcpWriter writer, int senderSsrc, int mediaSsrc, int mostBytes) {
        if (!hasNews() || mostBytes < LEAST_BYTES) {
            return 0;
        }
        long base = next;
        long first = times.firstFrom(base);
        int reference = times.tick(first) >> TICKS_OF_REFERENCE_BITS;
        feedback.begin(writer, senderSsrc, mediaSsrc, (int) base, reference, feedbackNumber++, mostBytes);
        next = writeStatuses(base, reference << TICKS_OF_REFERENCE_BITS);
        return writeDeltas(first, reference << TICKS_OF_REFERENCE_BITS);
    }

    private long writeStatuses(long base, int referenceTick) {
        long sequence = base;
        int last = referenceTick;
        boolean fits = true;
        while (fits && sequence <= times.newest()) {
            if (times.has(sequence)) {
                int tick = times.tick(sequence);
                fits = feedback.received(tick - last);
                last = tick;
            } else {
                fits = feedback.lost();
            }
            sequence += fits ? 1 : 0;
        }
        feedback.endStatuses();
        return sequence;
    }

    private int writeDeltas(long first, int referenceTick) {
        int told = 0;
        int last = referenceTick;
        for (long sequence = first; sequence < next; sequence = times.firstFrom(sequence + 1)) {
            feedback.delta(times.tick(sequence) - last);
            last = times.tick(sequence);
            told++;
        }
        feedback.end();
        return told;
    }
}
