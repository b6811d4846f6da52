package org.livechat.rtc.loss;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.livechat.rtc.rtp.RtcpWriter;

/**
 * When packets with transport-wide numbers came, and what their sender is told of it
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01). What was told as lost and comes late is told again, as libwebrtc's receiver
 * does. Owned by one thread; times are nanoseconds of one clock that only goes forward.
 */
public final class ArrivalLog {
    /** How many numbers are remembered; a jump further than half of it begins anew. */
    static final int WINDOW = 4096;

    /** What a feedback packet reports on at most. */
    static final int MOST_STATUSES = 1024;

    private static final long NONE = Long.MIN_VALUE;
    private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

    /** The reference time counts in 64 ms. */
    private static final int TICKS_A_REFERENCE = 256;

    private static final int HEADER_BYTES = 20;
    private static final int MOST_PADDING = 3;

    private final long[] ticks = new long[WINDOW];
    private final StatusChunks chunks = new StatusChunks(MOST_STATUSES);
    private final byte[] deltas = new byte[2 * MOST_STATUSES];
    private long epochNanos;
    private boolean started;
    private long highest;
    private long next;
    private long newest;
    private int feedbackNumber;
    private int deltaBytes;

    /** Nothing has come. */
    public ArrivalLog() {}

    /** The next packet is the first, whatever its number: no gap is made of what lies between. */
    public void restart() {
        started = false;
    }

    /**
     * A packet came.
     *
     * @param transportSequence 0 to 65535
     */
    public void received(int transportSequence, long nowNanos) {
        int ahead = started ? (short) (transportSequence - (int) highest) : 0;
        if (!started || Math.abs(ahead) > WINDOW / 2) {
            begin(transportSequence, nowNanos);
            ahead = 0;
        }
        long sequence = highest + ahead;
        for (long skipped = highest + 1; skipped <= sequence; skipped++) {
            ticks[place(skipped)] = NONE;
        }
        highest = Math.max(highest, sequence);
        if (ticks[place(sequence)] != NONE) {
            return;
        }
        ticks[place(sequence)] = (nowNanos - epochNanos) / TICK_NANOS;
        next = Math.min(next, sequence);
        newest = Math.max(newest, sequence);
    }

    private void begin(int transportSequence, long nowNanos) {
        if (epochNanos == 0) {
            epochNanos = nowNanos;
        }
        started = true;
        highest = transportSequence;
        next = transportSequence;
        newest = next - 1;
        Arrays.fill(ticks, NONE);
    }

    /** Whether a packet came that its sender has not been told of. */
    public boolean hasNews() {
        return started && newest >= next;
    }

    /**
     * Appends one feedback packet, which has to be the datagram's last, about packets that came since the one before; call it again
     * while {@link #hasNews}.
     *
     * @param mostBytes how long it may be, 64 at least
     * @return of how many packets it says that they came, 0 if nothing was written
     */
    public int write(RtcpWriter writer, int senderSsrc, int mediaSsrc, int mostBytes) {
        if (!hasNews()) {
            return 0;
        }
        // What is older than that has left the window, and nobody waits for it.
        long base = Math.max(next, highest - WINDOW / 2);
        long first = base;
        while (ticks[place(first)] == NONE && first < newest) {
            first++;
        }
        base = Math.max(base, first - MOST_STATUSES / 2);
        long reference = ticks[place(first)] / TICKS_A_REFERENCE;
        int told = collect(base, reference * TICKS_A_REFERENCE, mostBytes - HEADER_BYTES - MOST_PADDING);
        writer.transportWideFeedback(
                senderSsrc,
                mediaSsrc,
                (int) base & 0xffff,
                chunks.statuses(),
                (int) reference,
                feedbackNumber++,
                chunks.encode(),
                chunks.size(),
                deltas,
                deltaBytes);
        next = base + chunks.statuses();
        return told;
    }

    private int collect(long base, long referenceTicks, int room) {
        chunks.clear();
        deltaBytes = 0;
        int told = 0;
        long last = referenceTicks;
        long end = Math.min(newest, base + MOST_STATUSES - 1);
        for (long sequence = base; sequence <= end; sequence++) {
            long came = ticks[place(sequence)];
            if (came == NONE) {
                continue;
            }
            long delta = came - last;
            int statuses = (int) (sequence - base) + 1;
            if (delta != (short) delta || deltaBytes + 2 + StatusChunks.mostBytes(statuses) > room) {
                break;
            }
            boolean small = delta >= 0 && delta <= 0xff;
            chunks.received(statuses, small);
            if (!small) {
                deltas[deltaBytes++] = (byte) (delta >> 8);
            }
            deltas[deltaBytes++] = (byte) delta;
            last = came;
            told++;
        }
        return told;
    }

    private static int place(long sequence) {
        return (int) sequence & (WINDOW - 1);
    }
}
