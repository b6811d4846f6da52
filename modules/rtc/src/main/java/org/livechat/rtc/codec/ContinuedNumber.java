package org.livechat.rtc.codec;

/** A number of some bits that counts on, and wraps, where the source of a stream changes. Not thread-safe. */
final class ContinuedNumber {
    private final int mask;
    private boolean begins;
    private boolean anythingSent;
    private int offset;
    private int highest;

    ContinuedNumber(int bits) {
        mask = (1 << bits) - 1;
    }

    /** The next number is another source's first. */
    void begin() {
        begins = true;
    }

    /** What a number of the present source becomes. */
    int move(int number) {
        if (begins) {
            begins = false;
            offset = anythingSent ? highest + 1 - number : 0;
        }
        var moved = (number + offset) & mask;
        // Newer than the highest are those of the half of all numbers that lies before it.
        if (!anythingSent || ((moved - highest) & mask) <= mask >> 1) {
            highest = moved;
        }
        anythingSent = true;
        return moved;
    }
}
