package org.livechat.signaling;

import java.time.Duration;

/**
 * What a client is promised and what it may make the server hold.
 *
 * @param identifyTimeout how long a connection may stay without a successful IDENTIFY
 * @param unidentifiedPerAddress connections of one network that have not identified yet
 * @param awayPerAddress sessions of one network that may wait for clients whose connections were lost
 * @param frameLimitBytes the longest message; before IDENTIFY it is {@link #UNIDENTIFIED_FRAME_LIMIT_BYTES} at most
 * @param egress what may wait to be read
 * @param ingressBytes what may be held of the messages of all clients that have come in part
 * @param keptBytes what may be kept of packets that clients may have lost
 * @param framesPerSecond messages and pings that a client may send in the long run
 * @param frameBurst how many of them it may send at once
 * @param badPacketsInARow how many packets in a row may be none before the connection is closed
 * @param closeTimeout how long a client may take to answer a close frame
 */
public record SignalingSettings(
        Duration identifyTimeout,
        int unidentifiedPerAddress,
        int awayPerAddress,
        int frameLimitBytes,
        EgressLimits egress,
        int ingressBytes,
        int keptBytes,
        int framesPerSecond,
        int frameBurst,
        int badPacketsInARow,
        Duration closeTimeout) {
    /** Enough for any token; a stranger's memory is not to be had with more. */
    public static final int UNIDENTIFIED_FRAME_LIMIT_BYTES = 16_384;

    /** Of the heap, which others need as well. */
    private static final int MOST_OF_HEAP = 8;

    public SignalingSettings {
        requirePositive("unidentifiedPerAddress", unidentifiedPerAddress);
        requirePositive("awayPerAddress", awayPerAddress);
        requirePositive("frameLimitBytes", frameLimitBytes);
        requirePositive("ingressBytes", ingressBytes);
        requirePositive("keptBytes", keptBytes);
        requirePositive("framesPerSecond", framesPerSecond);
        requirePositive("frameBurst", frameBurst);
        requirePositive("badPacketsInARow", badPacketsInARow);
    }

    public static SignalingSettings defaults() {
        return new SignalingSettings(
                Duration.ofSeconds(10),
                64,
                256,
                262_144,
                EgressLimits.defaults(),
                32 << 20,
                32 << 20,
                50,
                100,
                10,
                Duration.ofSeconds(5));
    }

    /** What may be held of unfinished messages in this process: an eighth of its heap at most, and no less than one message. */
    long ingressBytesHere() {
        return Math.max(
                frameLimitBytes, Math.min(ingressBytes, Runtime.getRuntime().maxMemory() / MOST_OF_HEAP));
    }

    /** What may be kept for clients in this process: an eighth of its heap at most. */
    long keptBytesHere() {
        return Math.min(keptBytes, Runtime.getRuntime().maxMemory() / MOST_OF_HEAP);
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it has to be at least 1");
        }
    }
}
