package org.livechat.rtc.srtp;

/**
 * Which indices of one stream have been seen (RFC 3711 3.3.2), and the estimate of a packet's index (RFC 3711 appendix A).
 *
 * <p>The bitmap is a ring of words, so that moving on clears words and shifts nothing. As the newest word is only partly used,
 * the window is one word shorter than the ring.
 */
final class ReplayWindow {
    private static final int WORDS = 16;

    /** How far behind the highest index one may lie and still be accepted, exclusive. */
    static final int SIZE = (WORDS - 1) * Long.SIZE;

    static final int FRESH = 0;

    private final long[] seen = new long[WORDS];
    private long highest = -1;

    /** The highest index accepted, -1 before the first. */
    long highest() {
        return highest;
    }

    /** The index that a sequence number most likely stands for; negative if it lies before the first rollover. */
    long estimate(int sequence) {
        if (highest < 0) {
            return sequence;
        }
        long rollovers = highest >>> 16;
        int last = (int) highest & 0xffff;
        if (last < 0x8000) {
            rollovers -= sequence - last > 0x8000 ? 1 : 0;
        } else {
            rollovers += last - 0x8000 > sequence ? 1 : 0;
        }
        return rollovers << 16 | sequence;
    }

    /** Says whether an index may be accepted: {@link #FRESH}, or the code of a reject. Changes nothing. */
    int check(long index) {
        if (index > highest) {
            return FRESH;
        }
        if (index < 0 || highest - index >= SIZE) {
            return SrtpReject.TOO_OLD.code();
        }
        return ((seen[word(index)] >>> index) & 1) == 0 ? FRESH : SrtpReject.REPLAYED.code();
    }

    /** Marks an index, which must be fresh and whose packet must be authentic. */
    void accept(long index) {
        if (index > highest) {
            long from = highest >> 6;
            long passed = Math.min((index >> 6) - from, WORDS);
            for (long step = 1; step <= passed; step++) {
                seen[(int) (from + step) & (WORDS - 1)] = 0;
            }
            highest = index;
        }
        seen[word(index)] |= 1L << index;
    }

    private static int word(long index) {
        return (int) (index >> 6) & (WORDS - 1);
    }
}
