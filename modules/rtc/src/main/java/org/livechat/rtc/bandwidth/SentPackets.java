package org.livechat.rtc.bandwidth;

import org.livechat.rtc.rtp.SerialNumber;

/**
 * What was sent to one receiver lately, by transport-wide sequence number
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 2).
 *
 * <p>The numbers are this server's own, one row for all that goes to the receiver, so a gap in them is a loss between the server
 * and the receiver and never one of the talker's. The last {@value #CAPACITY} packets are kept, which are 6 s at 3 Mbit/s; feedback
 * about older ones is ignored.
 *
 * <p>Owned by one thread.
 */
public final class SentPackets {
    /** How many packets are kept. */
    public static final int CAPACITY = 2048;

    static final int NOT_SENT = 0;
    static final int UNDERWAY = 1;
    static final int LOST = 2;
    static final int ARRIVED = 3;

    private static final int MOST_BYTES = 0xffff;
    private static final int BYTES_SHIFT = 32;
    private static final int CLUSTER_SHIFT = 48;
    private static final int STATE_SHIFT = 56;
    private static final long NANOS_A_MICRO = 1000;

    /** A packet is one word, so that sending touches one cache line: microseconds in 32 bits, bytes in 16, cluster and state in 8. */
    private final long[] ring = new long[CAPACITY];

    private final RateMeter rate = new RateMeter();
    private int next;
    private int given;
    private long lastSentNanos;
    private boolean anySent;

    /** A receiver that nothing has been sent to. */
    public SentPackets() {}

    /** Gives out the next number, 0 to 65535. One that is then not sent is harmless: nobody takes it for a loss. */
    public int next() {
        int sequence = next;
        ring[sequence % CAPACITY] = NOT_SENT;
        next = (next + 1) & 0xffff;
        given = Math.min(given + 1, CAPACITY);
        return sequence;
    }

    /**
     * Notes that a packet goes out.
     *
     * @param transportSequence the number that {@link #next} gave out for it
     * @param bytes its length as UDP payload, 0 to 65535
     * @param nowNanos when
     * @param probeCluster the probe it belongs to, see {@link Prober#cluster}, or 0
     */
    public void sent(int transportSequence, int bytes, long nowNanos, int probeCluster) {
        if (!isKept(transportSequence)) {
            return;
        }
        long micros = (nowNanos / NANOS_A_MICRO) & 0xffff_ffffL;
        ring[transportSequence % CAPACITY] = micros
                | (long) Math.clamp(bytes, 0, MOST_BYTES) << BYTES_SHIFT
                | (long) (probeCluster & 0xff) << CLUSTER_SHIFT
                | (long) UNDERWAY << STATE_SHIFT;
        rate.add(nowNanos, bytes);
        lastSentNanos = nowNanos;
        anySent = true;
    }

    /** What was sent in the last half second, in bit/s; 0 until 150 ms after the first packet. */
    public long bitsPerSecond(long nowNanos) {
        return rate.bitsPerSecond(nowNanos);
    }

    boolean isKept(int sequence) {
        int age = SerialNumber.difference16(next - 1, sequence);
        return age >= 0 && age < given;
    }

    /** The oldest number that is kept. */
    int oldest() {
        return next - given & 0xffff;
    }

    /** The state of a number, any number: one that is not kept has not been sent. */
    int state(int sequence) {
        return isKept(sequence) ? (int) (ring[sequence % CAPACITY] >>> STATE_SHIFT) : NOT_SENT;
    }

    void mark(int sequence, int state) {
        int index = sequence % CAPACITY;
        ring[index] = (ring[index] & ~(0xffL << STATE_SHIFT)) | ((long) state << STATE_SHIFT);
    }

    int bytes(int sequence) {
        return (int) (ring[sequence % CAPACITY] >>> BYTES_SHIFT) & MOST_BYTES;
    }

    int cluster(int sequence) {
        return (int) (ring[sequence % CAPACITY] >>> CLUSTER_SHIFT) & 0xff;
    }

    /** When it was sent; right while the packet is younger than half an hour. */
    long sentNanos(int sequence, long nowNanos) {
        int ageMicros = (int) (nowNanos / NANOS_A_MICRO) - (int) ring[sequence % CAPACITY];
        return nowNanos - nowNanos % NANOS_A_MICRO - ageMicros * NANOS_A_MICRO;
    }

    /** Whether something was sent after that time. */
    boolean sentAfter(long nanos) {
        return anySent && lastSentNanos > nanos;
    }
}
