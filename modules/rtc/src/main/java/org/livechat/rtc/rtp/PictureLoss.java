package org.livechat.rtc.rtp;

/** Recognises a picture loss indication that an {@link RtcpReader} stands on (RFC 4585 6.3.1); the source is its media SSRC. */
public final class PictureLoss {
    private static final int LENGTH = 12;

    private PictureLoss() {}

    /** Whether the packet is a picture loss indication. */
    public static boolean isPresent(RtcpReader reader) {
        return reader.type() == RtcpType.PAYLOAD_FEEDBACK
                && reader.count() == RtcpType.PICTURE_LOSS
                && reader.length() >= LENGTH;
    }
}
