package org.livechat.api.recording;

import org.livechat.api.FloorIndicator;

/**
 * Where the packets of one talker go, from the first to the last of a burst.
 *
 * @since 1
 */
public interface BurstTape {
    /**
     * Takes a packet of a voice. Called by one media thread at a time, in the order of arrival: never waits, locks or allocates. Where
     * there is no room the packet is not recorded, and counted.
     *
     * @param codec the encoding name, such as {@code opus}
     * @param ssrc of its stream
     * @param sequence 0 to 65535
     * @param timestamp in ticks of the codec's RTP clock
     * @param buffer where the payload lies, which is the caller's again afterwards
     * @param nowNanos when it came, as {@link System#nanoTime}
     */
    void packet(
            String codec, int ssrc, int sequence, int timestamp, byte[] buffer, int offset, int length, long nowNanos);

    /**
     * The talker says that the burst is this urgent from now on; what was recorded before stays what it was. Any thread; does nothing
     * unless a recorder has another answer.
     *
     * @since 1
     */
    default void raise(FloorIndicator indicator) {
        // One that notes no indicator has nothing to do.
    }

    /** The burst is over; what is on its way may still come. Any thread. */
    void end();
}
