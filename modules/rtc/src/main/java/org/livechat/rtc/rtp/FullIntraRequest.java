package org.livechat.rtc.rtp;

/** Reads a full intra request that an {@link RtcpReader} stands on (RFC 5104 4.3.1). */
public final class FullIntraRequest {
    private static final int START = 12;
    private static final int ENTRY_LENGTH = 8;

    private FullIntraRequest() {}

    /** Whether the packet is a full intra request. */
    public static boolean isPresent(RtcpReader reader) {
        return reader.type() == RtcpType.PAYLOAD_FEEDBACK
                && reader.count() == RtcpType.FULL_INTRA_REQUEST
                && reader.length() >= START;
    }

    /** How many sources are asked for a keyframe. */
    public static int count(RtcpReader reader) {
        return (reader.length() - START) / ENTRY_LENGTH;
    }

    /** The source of entry {@code index} (from 0). */
    public static int ssrc(RtcpReader reader, int index) {
        return reader.int32(START + index * ENTRY_LENGTH);
    }

    /** The command's number, 0 to 255; a repeated one is the same request again. */
    public static int commandSequence(RtcpReader reader, int index) {
        return reader.int8(START + index * ENTRY_LENGTH + 4);
    }
}
