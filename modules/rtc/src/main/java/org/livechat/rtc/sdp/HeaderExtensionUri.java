package org.livechat.rtc.sdp;

/** URIs of RTP header extensions. */
public final class HeaderExtensionUri {
    /** RFC 8843 section 15. */
    public static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
    /** RFC 8852 4.1: which of the sizes of a picture a packet belongs to. */
    public static final String STREAM_ID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
    /** RFC 8852 4.2: the same, of a packet that is sent again. */
    public static final String REPAIRED_STREAM_ID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";
    /** RFC 6464. */
    public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

    public static final String ABSOLUTE_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
    /** draft-holmer-rmcat-transport-wide-cc-extensions-01. */
    public static final String TRANSPORT_SEQUENCE =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

    /** TS 26.114 7.4.5. */
    public static final String VIDEO_ORIENTATION = "urn:3gpp:video-orientation";

    public static final String PLAYOUT_DELAY = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";

    /** RTP payload format for AV1 1.0.0, appendix A: of which layers a frame is, and what it needs. */
    public static final String DEPENDENCY_DESCRIPTOR =
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";

    private HeaderExtensionUri() {}
}
