package org.livechat.floor;

import java.time.Duration;

/**
 * How a message is repeated until it has worked.
 *
 * @param interval between two of them, 1 ms to 1 day
 * @param times how often after the first; 0 switches it off
 */
public record Resend(Duration interval, int times) {
    private static final int MOST_TIMES = 1000;

    public Resend {
        FloorSettings.requireWithin("interval", interval, FloorSettings.SHORTEST);
        if (times < 0 || times > MOST_TIMES) {
            throw new IllegalArgumentException("times " + times + " is not within 0.." + MOST_TIMES);
        }
    }

    /** Never again. */
    public static Resend off() {
        return new Resend(Duration.ofSeconds(1), 0);
    }

    boolean isOn() {
        return times > 0;
    }
}
