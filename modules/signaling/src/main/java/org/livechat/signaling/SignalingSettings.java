package org.livechat.signaling;

import java.time.Duration;

/**
 * What a client is promised and what it may make the server hold.
 *
 * @param identifyTimeout how long a connection may stay without a successful IDENTIFY
 * @param unidentifiedPerAddress connections of one network that have not identified yet
 * @param frameLimitBytes the longest message; before IDENTIFY it is {@link #UNIDENTIFIED_FRAME_LIMIT_BYTES} at most
 * @param egress what may wait to be read
 * @param framesPerSecond messages and pings that a client may send in the long run
 * @param frameBurst how many of them it may send at once
 * @param badPacketsInARow how many packets in a row may be none before the connection is closed
 * @param closeTimeout how long a client may take to answer a close frame
 */
public record SignalingSettings(
        Duration identifyTimeout,
        int unidentifiedPerAddress,
        int frameLimitBytes,
        EgressLimits egress,
        int framesPerSecond,
        int frameBurst,
        int badPacketsInARow,
        Duration closeTimeout) {
    /** Enough for any token; a stranger's memory is not to be had with more. */
    public static final int UNIDENTIFIED_FRAME_LIMIT_BYTES = 16_384;

    public SignalingSettings {
        requirePositive("unidentifiedPerAddress", unidentifiedPerAddress);
        requirePositive("frameLimitBytes", frameLimitBytes);
        requirePositive("framesPerSecond", framesPerSecond);
        requirePositive("frameBurst", frameBurst);
        requirePositive("badPacketsInARow", badPacketsInARow);
    }

    public static SignalingSettings defaults() {
        return new SignalingSettings(
                Duration.ofSeconds(10), 64, 262_144, EgressLimits.defaults(), 50, 100, 10, Duration.ofSeconds(5));
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it has to be at least 1");
        }
    }
}
