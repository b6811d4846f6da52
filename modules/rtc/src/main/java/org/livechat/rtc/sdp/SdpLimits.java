package org.livechat.rtc.sdp;

/** What a description may be at most. Browsers stay far below each of these. */
public final class SdpLimits {
    public static final int MAX_CHARACTERS = 256 * 1024;
    public static final int MAX_LINES = 8192;
    public static final int MAX_LINE_CHARACTERS = 4096;
    public static final int MAX_MEDIA_SECTIONS = 64;
    /** The longest mid: the RTP header extension carries no more bytes (RFC 8285 4.3). Browsers write one or two. */
    public static final int MAX_MID_CHARACTERS = 255;

    private SdpLimits() {}
}
