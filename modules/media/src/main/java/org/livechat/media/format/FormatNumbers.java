package org.livechat.media.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A number each for the formats of one client: a table with open addressing that allocates nothing when it is read. */
final class FormatNumbers {
    private final @Nullable Format[] formats;
    private final byte[] numbers;

    /** @param most formats that it will have at most */
    FormatNumbers(int most) {
        int size = Integer.highestOneBit(2 * most + 1) << 1;
        formats = new Format[size];
        numbers = new byte[size];
        Arrays.fill(numbers, (byte) PayloadType.NONE);
    }

    /** Gives a format this number, unless it has one. */
    void putFirst(Format format, int number) {
        int place = place(format);
        if (formats[place] == null) {
            formats[place] = format;
            numbers[place] = (byte) number;
        }
    }

    /** The number of a format, or {@link PayloadType#NONE}. */
    int of(Format format) {
        return numbers[place(format)];
    }

    // Where it is or would be. More than half of the places are free, so that a look ends soon.
    private int place(Format format) {
        int place = format.number() & (formats.length - 1);
        while (formats[place] != null && formats[place] != format) {
            place = (place + 1) & (formats.length - 1);
        }
        return place;
    }
}
