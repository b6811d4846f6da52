package org.livechat.media;

/**
 * The threads that relay, and how they reach the network.
 *
 * @param transport the name of a {@link org.livechat.api.transport.DatagramTransport}, or {@link #AUTOMATIC}
 * @param count how many workers, each with a socket of its own that shares the one UDP port; 0 for as many as suit the machine
 * @param segmented whether a frame's packets to one listener may leave as one message
 * @param warmUp whether a packet's way is walked before the plane opens, so that the first packets are not late
 */
public record WorkerSettings(String transport, int count, boolean segmented, boolean warmUp) {
    /** The best transport that runs on the machine. */
    public static final String AUTOMATIC = "auto";

    /** The most workers: what a worker hands to others is noted in the bits of a long. */
    public static final int MOST = 64;

    /** Everything as suits the machine, and no warm-up: for tests. */
    public static final WorkerSettings DEFAULT = new WorkerSettings(AUTOMATIC, 0, true, false);

    public WorkerSettings {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException(
                    "there can be 0 (automatic) to %d workers, not %d".formatted(MOST, count));
        }
    }
}
