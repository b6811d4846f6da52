package org.livechat.media.format;

/**
 * What a client means by one number.
 *
 * @param number 0 to 127
 * @param codec the codec
 * @param retransmission the number of packets of it that are sent again in a stream of their own (RFC 4588), or {@link #NONE}
 * @param redundancy the number of packets that carry older payloads of it once more (RFC 2198), or {@link #NONE}
 * @param feedback what its sender is told of it
 */
public record PayloadType(int number, Codec codec, int retransmission, int redundancy, Feedback feedback) {
    /** No number. */
    public static final int NONE = -1;
}
