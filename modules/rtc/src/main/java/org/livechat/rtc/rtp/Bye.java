package org.livechat.rtc.rtp;

/** Reads a BYE that an {@link RtcpReader} stands on (RFC 3550 6.6). */
public final class Bye {
    private Bye() {}

    /** Whether the packet is a BYE. */
    public static boolean isPresent(RtcpReader reader) {
        return reader.type() == RtcpType.BYE;
    }

    /** How many sources are leaving: never more than declared, never more than fit. */
    public static int count(RtcpReader reader) {
        return Math.min(reader.count(), (reader.length() - RtcpReader.HEADER_LENGTH) / 4);
    }

    /** Source {@code index} (from 0). */
    public static int ssrc(RtcpReader reader, int index) {
        return reader.int32(RtcpReader.HEADER_LENGTH + 4 * index);
    }
}
