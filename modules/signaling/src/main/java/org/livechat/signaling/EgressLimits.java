package org.livechat.signaling;

import java.time.Duration;

/**
 * What may wait to be read by clients.
 *
 * @param packets that may wait for one
 * @param bytes that may wait for one, unless it is a single packet
 * @param allBytes that may wait for all together
 * @param timeout how long one may take nothing of a packet; long packets have longer, by {@link #SLOWEST_BYTES_A_SECOND}
 */
public record EgressLimits(int packets, int bytes, int allBytes, Duration timeout) {
    /** The slowest network that still gets a long packet: 128 kbit/s. */
    static final int SLOWEST_BYTES_A_SECOND = 16_384;

    /** Of the heap, which others need as well. */
    private static final int MOST_OF_HEAP = 8;

    public EgressLimits {
        requirePositive("packets", packets);
        requirePositive("bytes", bytes);
        requirePositive("allBytes", allBytes);
    }

    public static EgressLimits defaults() {
        return new EgressLimits(2048, 4 << 20, 64 << 20, Duration.ofSeconds(30));
    }

    /** The same for another number of packets. */
    public EgressLimits withPackets(int most) {
        return new EgressLimits(most, bytes, allBytes, timeout);
    }

    /** What may wait for all together in this process: an eighth of its heap at most. */
    long allBytesHere() {
        return Math.min(allBytes, Runtime.getRuntime().maxMemory() / MOST_OF_HEAP);
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it has to be at least 1");
        }
    }
}
