package org.livechat.rtc.loss;

import java.util.Arrays;
import org.livechat.rtc.rtp.SerialNumber;

/**
 * Which packets of one inbound voice have come, so that payloads that others carry once more (RED, RFC 2198) fill the gaps, each
 * once. A payload bears a timestamp and no number: its number is taken from its place before the packet's own payload, and is
 * believed only if its timestamp lies between those of the packets around it.
 *
 * <p>Owned by one thread. Sequence numbers are 0 to 65535, timestamps are ticks modulo 2^32.
 */
public final class RedundancyGaps {
    /** So many numbers back are remembered: what is older comes too late. */
    static final int REMEMBERED = 64;

    private static final int NONE = -1;

    private final int[] sequences = new int[REMEMBERED];
    private final int[] timestamps = new int[REMEMBERED];
    private boolean started;
    /** The first of the burst, or the oldest that is remembered. */
    private int first;

    private int highest;

    /** Nothing has come. */
    public RedundancyGaps() {
        restart();
    }

    /** A burst begins: the next packet is its first, and nothing before it is restored. */
    public void restart() {
        started = false;
        Arrays.fill(sequences, NONE);
    }

    /**
     * A packet has come.
     *
     * @return false if it came before, or was restored
     */
    public boolean received(int sequence, int timestampTicks) {
        int ahead = started ? SerialNumber.difference16(sequence, highest) : 0;
        if (!started || Math.abs(ahead) >= REMEMBERED) {
            if (started && ahead < 0 && ahead > -MissingPackets.FAR_BEHIND) {
                return true; // so late that nothing is known of it
            }
            restart();
            started = true;
            first = sequence;
            highest = sequence;
        } else if (isKnown(sequence)) {
            return false;
        } else if (ahead > 0) {
            advance(sequence);
        }
        put(sequence, timestampTicks);
        return true;
    }

    private void advance(int sequence) {
        highest = sequence;
        if (SerialNumber.difference16(highest, first) >= REMEMBERED) {
            first = (highest - REMEMBERED + 1) & 0xffff;
        }
    }

    /**
     * A packet whose number is the next one or higher, and which has not been {@link #received} yet, carries a payload of this number.
     *
     * @param timestampTicks of the payload
     * @return whether it fills a gap; then it counts as come
     */
    public boolean restore(int sequence, int timestampTicks) {
        if (!started
                || SerialNumber.difference16(sequence, first) <= 0
                || Math.abs(SerialNumber.difference16(sequence, highest)) >= REMEMBERED
                || isKnown(sequence)
                || !isInOrder(sequence, timestampTicks)) {
            return false;
        }
        if (SerialNumber.isNewer16(sequence, highest)) {
            advance(sequence);
        }
        put(sequence, timestampTicks);
        return true;
    }

    /** Whether the timestamp lies between those of the nearest packets before and behind. */
    private boolean isInOrder(int sequence, int timestampTicks) {
        int before = SerialNumber.isNewer16(sequence, highest) ? highest : (sequence - 1) & 0xffff;
        while (before != first && !isKnown(before)) {
            before = (before - 1) & 0xffff;
        }
        int behind = (sequence + 1) & 0xffff;
        while (!SerialNumber.isNewer16(behind, highest) && !isKnown(behind)) {
            behind = (behind + 1) & 0xffff;
        }
        return isKnown(before)
                && SerialNumber.isNewer32(timestampTicks, timestamps[place(before)])
                && (SerialNumber.isNewer16(behind, highest)
                        || SerialNumber.isNewer32(timestamps[place(behind)], timestampTicks));
    }

    private boolean isKnown(int sequence) {
        return sequences[place(sequence)] == sequence;
    }

    private void put(int sequence, int timestampTicks) {
        sequences[place(sequence)] = sequence;
        timestamps[place(sequence)] = timestampTicks;
    }

    private static int place(int sequence) {
        return sequence & (REMEMBERED - 1);
    }
}
