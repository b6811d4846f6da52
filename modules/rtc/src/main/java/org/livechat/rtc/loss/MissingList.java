package org.livechat.rtc.loss;

import java.util.Arrays;

/**
 * The packets that are missing, ascending by sequence number without wrapping, in parallel arrays that grow from few to
 * {@link #MOST}.
 */
final class MissingList {
    static final int MOST = 250;

    private static final int FIRST_CAPACITY = 16;

    /** Sequence number without wrapping. */
    long[] sequence = {};
    /** When a later packet came first. */
    long[] noticedNanos = {};
    /** When it is to be asked for, again or for the first time. */
    long[] askNanos = {};
    /** How many times it has been asked for. */
    byte[] asked = {};
    /** How many later packets have come; counted no further than is of use. */
    byte[] later = {};

    int size;

    /** Appends one that is newer than all others; there must be fewer than {@link #MOST}. */
    void add(long newSequence, long nowNanos, long firstAskNanos) {
        if (size == sequence.length) {
            grow(Math.clamp(size * 2L, FIRST_CAPACITY, MOST));
        }
        sequence[size] = newSequence;
        noticedNanos[size] = nowNanos;
        askNanos[size] = firstAskNanos;
        asked[size] = 0;
        later[size] = 1;
        size++;
    }

    private void grow(int capacity) {
        sequence = Arrays.copyOf(sequence, capacity);
        noticedNanos = Arrays.copyOf(noticedNanos, capacity);
        askNanos = Arrays.copyOf(askNanos, capacity);
        asked = Arrays.copyOf(asked, capacity);
        later = Arrays.copyOf(later, capacity);
    }

    /** The index of a sequence number, negative if it is not missing. */
    int find(long wanted) {
        return Arrays.binarySearch(sequence, 0, size, wanted);
    }

    void remove(int index) {
        int rest = --size - index;
        System.arraycopy(sequence, index + 1, sequence, index, rest);
        System.arraycopy(noticedNanos, index + 1, noticedNanos, index, rest);
        System.arraycopy(askNanos, index + 1, askNanos, index, rest);
        System.arraycopy(asked, index + 1, asked, index, rest);
        System.arraycopy(later, index + 1, later, index, rest);
    }

    /** Copies an entry over another one. */
    void move(int from, int to) {
        if (from != to) {
            sequence[to] = sequence[from];
            noticedNanos[to] = noticedNanos[from];
            askNanos[to] = askNanos[from];
            asked[to] = asked[from];
            later[to] = later[from];
        }
    }
}
