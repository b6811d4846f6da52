package org.livechat.rtc.loss;

/**
 * The packet chunks of transport-wide feedback: runs of one status, or vectors of 14 statuses of a bit or 7 of two
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 3.1.3 and 3.1.4).
 */
final class StatusChunks {
    private static final byte LOST = 0;
    private static final byte SMALL = 1;
    private static final byte LARGE = 2;
    private static final int BITS = 14;
    private static final int PAIRS = 7;
    private static final int BIT_VECTOR = 0x8000;
    private static final int PAIR_VECTOR = 0xC000;
    private static final int RUN_STATUS = 13;

    private final byte[] status;
    private final char[] encoded;
    private int statuses;
    private int size;

    StatusChunks(int most) {
        status = new byte[most];
        encoded = new char[mostBytes(most) / 2];
    }

    /** The most bytes that so many statuses take. */
    static int mostBytes(int statuses) {
        return 2 * ((statuses + PAIRS - 1) / PAIRS);
    }

    void clear() {
        statuses = 0;
    }

    /**
     * A packet came, and those before it that were not told of have not.
     *
     * @param count how many packets there are with it
     * @param small whether its delta takes a byte, and not two
     */
    void received(int count, boolean small) {
        while (statuses < count - 1) {
            status[statuses++] = LOST;
        }
        status[statuses++] = small ? SMALL : LARGE;
    }

    /** How many packets there are. */
    int statuses() {
        return statuses;
    }

    /** Makes the chunks, whose number {@link #size} then tells. */
    char[] encode() {
        size = 0;
        int at = 0;
        while (at < statuses) {
            int run = run(at);
            if (run >= BITS || at + run == statuses || (run >= PAIRS && status[at] == LARGE)) {
                encoded[size++] = (char) (status[at] << RUN_STATUS | run);
                at += run;
            } else if (fitsBits(at)) {
                encoded[size++] = (char) vector(at, BITS, 1, BIT_VECTOR);
                at += BITS;
            } else {
                encoded[size++] = (char) vector(at, PAIRS, 2, PAIR_VECTOR);
                at += PAIRS;
            }
        }
        return encoded;
    }

    int size() {
        return size;
    }

    private int run(int from) {
        int end = from + 1;
        while (end < statuses && status[end] == status[from]) {
            end++;
        }
        return end - from;
    }

    private boolean fitsBits(int from) {
        for (int i = from; i < Math.min(statuses, from + BITS); i++) {
            if (status[i] == LARGE) {
                return false;
            }
        }
        return true;
    }

    // Behind the last status it is filled with zeros.
    private int vector(int from, int count, int bits, int kind) {
        int chunk = kind;
        for (int i = 0; i < count && from + i < statuses; i++) {
            chunk |= status[from + i] << (bits * (count - 1 - i));
        }
        return chunk;
    }
}
