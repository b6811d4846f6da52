package org.livechat.core;

import java.time.Duration;

/** Checks of settings, which name the key, the value and what would be right. */
final class Bounds {
    private Bounds() {}

    static void within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + value + ", must be " + least + " to " + most);
        }
    }

    static void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    key + " is " + text(value) + ", must be " + text(least) + " to " + text(most));
        }
    }

    private static String text(Duration value) {
        return value.toMillis() % 1000 == 0 ? value.toSeconds() + " s" : value.toMillis() + " ms";
    }
}
