package org.livechat.rtc.codec;

import org.jspecify.annotations.Nullable;
import org.livechat.rtc.layer.OmittedNumbers;

/**
 * A number that counts on, and wraps, where the source of a stream changes, and closes the gaps that what is left out leaves. How
 * many bits it has is said each time, since a picture id may have 7 or 15. Not thread-safe.
 */
final class ContinuedNumber {
    private boolean begins = true;
    private boolean anythingSent;
    /** The highest number of the present source, not wrapped. */
    private long highestSource;

    private long offset;
    private long highest;
    private @Nullable OmittedNumbers omitted;

    /** The next number is another source's first. */
    void begin() {
        begins = true;
    }

    /** What a number of the present source becomes. */
    int move(int number, int bits) {
        var source = unwrap(number, bits);
        highestSource = Math.max(highestSource, source);
        var before = omitted == null ? 0 : Math.max(0, omitted.before(source));
        var moved = source + offset - before;
        highest = anythingSent ? Math.max(highest, moved) : moved;
        anythingSent = true;
        return (int) moved & (1 << bits) - 1;
    }

    /** Leaves out a number of the present source, unless later ones have gone on with a gap in its place. */
    void omit(int number, int bits) {
        var source = unwrap(number, bits);
        if (source <= highestSource) {
            return;
        }
        if (omitted == null) {
            omitted = new OmittedNumbers();
        }
        omitted.omit(source);
        highestSource = source;
    }

    // Newer than the highest are those of the half of all numbers that lies behind it.
    private long unwrap(int number, int bits) {
        if (begins) {
            begins = false;
            offset = anythingSent ? highest + 1 - number : 0;
            highestSource = number;
            if (omitted != null) {
                omitted.clear();
            }
            return number;
        }
        var shift = Long.SIZE - bits;
        return highestSource + ((number - highestSource) << shift >> shift);
    }
}
