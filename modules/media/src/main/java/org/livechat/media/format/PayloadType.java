package org.livechat.media.format;

/**
 * What a client means by one number.
 *
 * @param number 0 to 127
 * @param codec the codec
 * @param retransmission the number of packets of it that are sent again in a stream of their own (RFC 4588), or {@link #NONE}
 * @param redundancy the number of packets that carry older payloads of it once more (RFC 2198), or {@link #NONE}
 * @param asksForLost whether packets of it that are lost are asked for (RFC 4585)
 */
public record PayloadType(int number, Codec codec, int retransmission, int redundancy, boolean asksForLost) {
    /** No number. */
    public static final int NONE = -1;
}
