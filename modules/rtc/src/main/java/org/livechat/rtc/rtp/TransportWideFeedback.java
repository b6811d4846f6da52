package org.livechat.rtc.rtp;

/**
 * Walks transport-wide congestion feedback that an {@link RtcpReader} stands on
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 3.1).
 */
public final class TransportWideFeedback {
    static final int START = 20;
    static final int SMALL_DELTA = 1;
    static final int LARGE_DELTA = 2;
    static final int VECTOR_BIT = 0x8000;
    static final int TWO_BIT_SYMBOLS = 0x4000;
    static final int ONE_BIT_CAPACITY = 14;
    static final int TWO_BIT_CAPACITY = 7;
    static final int LONGEST_RUN = 0x1fff;

    private TransportWideFeedback() {}

    /** Receives what the feedback says, in the order of sequence numbers. */
    public interface Visitor {
        /**
         * A packet arrived.
         *
         * @param sequence its transport-wide sequence number, 0 to 65535
         * @param deltaTicks time since the packet before, or since the reference time, in units of 250 us; may be negative
         */
        void received(int sequence, int deltaTicks);

        /** That many packets from this sequence number on have not arrived. */
        void lost(int firstSequence, int count);
    }

    /** Whether the packet is transport-wide feedback. */
    public static boolean isPresent(RtcpReader reader) {
        return reader.type() == RtcpType.TRANSPORT_FEEDBACK
                && reader.count() == RtcpType.TRANSPORT_WIDE
                && reader.length() >= START;
    }

    /** The first sequence number reported, 0 to 65535. */
    public static int baseSequence(RtcpReader reader) {
        return reader.int16(12);
    }

    /** How many packets the feedback declares to report on, 0 to 65535. */
    public static int statusCount(RtcpReader reader) {
        return reader.int16(14);
    }

    /** The time that the first delta counts from, in units of 64 ms of a clock of the receiver's; 24 bits, signed. */
    public static int referenceTime(RtcpReader reader) {
        return reader.int24(16) << 8 >> 8;
    }

    /** The feedback's own number, 0 to 255. */
    public static int feedbackNumber(RtcpReader reader) {
        return reader.int8(19);
    }

    /**
     * Visits every reported packet. The work is bounded by the feedback's length, not by what it declares: a received packet
     * costs a byte at least, and lost ones are given as runs.
     *
     * @return false if chunks or deltas end before what was declared; what came before has been visited
     */
    public static boolean visit(RtcpReader reader, Visitor visitor) {
        int chunksEnd = chunksEnd(reader);
        if (chunksEnd < 0) {
            return false;
        }
        int sequence = baseSequence(reader);
        int left = statusCount(reader);
        int delta = chunksEnd;
        for (int position = START; left > 0; position += 2) {
            int chunk = reader.int16(position);
            int statuses = Math.min(capacity(chunk), left);
            int done = 0;
            while (done < statuses) {
                int symbol = symbol(chunk, done);
                if (symbol == SMALL_DELTA || symbol == LARGE_DELTA) {
                    if (delta + symbol > reader.length()) {
                        return false;
                    }
                    visitor.received(
                            (sequence + done) & 0xffff,
                            symbol == SMALL_DELTA ? reader.int8(delta) : (short) reader.int16(delta));
                    delta += symbol;
                    done++;
                } else {
                    int run = lostRun(chunk, done, statuses);
                    visitor.lost((sequence + done) & 0xffff, run);
                    done += run;
                }
            }
            sequence += statuses;
            left -= statuses;
        }
        return true;
    }

    private static int chunksEnd(RtcpReader reader) {
        int position = START;
        for (int left = statusCount(reader); left > 0; position += 2) {
            if (position + 2 > reader.length()) {
                return -1;
            }
            left -= capacity(reader.int16(position));
        }
        return position;
    }

    private static int capacity(int chunk) {
        if ((chunk & VECTOR_BIT) == 0) {
            return chunk & LONGEST_RUN;
        }
        return (chunk & TWO_BIT_SYMBOLS) == 0 ? ONE_BIT_CAPACITY : TWO_BIT_CAPACITY;
    }

    private static int symbol(int chunk, int index) {
        if ((chunk & VECTOR_BIT) == 0) {
            return (chunk >>> 13) & 3;
        }
        return (chunk & TWO_BIT_SYMBOLS) == 0 ? (chunk >>> (13 - index)) & 1 : (chunk >>> (12 - 2 * index)) & 3;
    }

    private static int lostRun(int chunk, int from, int statuses) {
        if ((chunk & VECTOR_BIT) == 0) {
            return statuses - from;
        }
        int end = from + 1;
        while (end < statuses && symbol(chunk, end) % 3 == 0) {
            end++;
        }
        return end - from;
    }
}
