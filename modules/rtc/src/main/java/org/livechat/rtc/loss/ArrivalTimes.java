package org.livechat.rtc.loss;

import java.util.Arrays;

/**
 * Times of arrival by sequence number without wrapping, in a ring that grows to {@value #MOST} numbers. What lies farther behind
 * the newest is forgotten. A time is in ticks of 250 us, of which 32 bits are kept: 12 days.
 */
final class ArrivalTimes {
    static final int MOST = 4096;

    private static final int FIRST_CAPACITY = 256;

    private int[] ticks = {};
    private long[] present = {};
    private long oldest;
    private long newest;

    /** Forgets everything; the next number put must be that one. */
    void clear(long sequence) {
        Arrays.fill(present, 0);
        oldest = sequence;
        newest = sequence - 1;
    }

    /** The newest number that was put, even if it has been forgotten. */
    long newest() {
        return newest;
    }

    /** The oldest number that is there, or one past the newest. */
    long oldest() {
        return oldest;
    }

    boolean has(long sequence) {
        return sequence >= oldest && sequence <= newest && (present[word(sequence)] >>> sequence & 1) != 0;
    }

    int tick(long sequence) {
        return ticks[(int) sequence & (ticks.length - 1)];
    }

    /**
     * Adds a number less than {@value #MOST} from the newest.
     *
     * @return false if it is there already
     */
    boolean put(long sequence, int tick) {
        if (has(sequence)) {
            return false;
        }
        makeRoom(sequence);
        oldest = Math.min(oldest, sequence);
        newest = Math.max(newest, sequence);
        present[word(sequence)] |= 1L << sequence;
        ticks[(int) sequence & (ticks.length - 1)] = tick;
        return true;
    }

    private void makeRoom(long sequence) {
        while (oldest <= newest && sequence - oldest >= MOST) {
            removeOldest();
        }
        if (oldest > newest) {
            oldest = sequence;
        }
        long span = Math.max(newest, sequence) - Math.min(oldest, sequence) + 1;
        if (span > ticks.length) {
            grow(Math.max(FIRST_CAPACITY, Integer.highestOneBit((int) span - 1) << 1));
        }
    }

    private void grow(int capacity) {
        int[] oldTicks = ticks;
        long[] oldPresent = present;
        ticks = new int[capacity];
        present = new long[capacity / Long.SIZE];
        for (long sequence = oldest; oldTicks.length > 0 && sequence <= newest; sequence++) {
            int index = (int) sequence & (oldTicks.length - 1);
            if ((oldPresent[index / Long.SIZE] >>> sequence & 1) != 0) {
                present[word(sequence)] |= 1L << sequence;
                ticks[(int) sequence & (capacity - 1)] = oldTicks[index];
            }
        }
    }

    /** Forgets the oldest number; there must be one. */
    void removeOldest() {
        present[word(oldest)] &= ~(1L << oldest);
        oldest = firstFrom(oldest + 1);
    }

    /** The first number that is there from that one on, or one past the newest. */
    long firstFrom(long sequence) {
        long at = Math.max(sequence, oldest);
        while (at <= newest) {
            long word = present[word(at)] >>> at;
            if (word != 0) {
                return Math.min(at + Long.numberOfTrailingZeros(word), newest + 1);
            }
            at = (at | (Long.SIZE - 1)) + 1;
        }
        return newest + 1;
    }

    private int word(long sequence) {
        return ((int) sequence & (ticks.length - 1)) / Long.SIZE;
    }
}
