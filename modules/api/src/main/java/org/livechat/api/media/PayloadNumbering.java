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

    /**
     * A payload of the present source is left out, and so are all of its frame: numbers from then on close the gap, where the
     * codec's receivers take one for a frame that is lost. Called for each payload of the frame, in no order; reads as
     * {@link #continueIn} does, and allocates nothing but in the first call. By default numbers stay as they are.
     */
    default void leftOut(byte[] payload, int offset, int length) {}
}
