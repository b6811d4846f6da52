package org.livechat.api.media;

/**
 * Numbers that a codec writes into its payloads, such as those of pictures, kept going on in a stream of the server's whose
 * source changes: a receiver takes numbers that jump back for pictures that come late, and drops them. Made anew for each
 * outgoing stream and called by one thread.
 */
public interface PayloadNumbering {
    /** The next payload is the first one of another source, and begins a keyframe. */
    void begin();

    /**
     * Changes the numbers of a payload in place. Reads and writes within {@code offset} and {@code offset + length} only, takes
     * any bytes, cut short or hostile, without an exception, and allocates nothing.
     */
    void continueIn(byte[] payload, int offset, int length);
}
