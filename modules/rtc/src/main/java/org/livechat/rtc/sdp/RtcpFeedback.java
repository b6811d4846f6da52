package org.livechat.rtc.sdp;

/** What follows the payload type in {@code a=rtcp-fb}. */
public final class RtcpFeedback {
    /** RFC 4585 4.2: packets that were lost are asked for. */
    public static final String NACK = "nack";

    /** RFC 4585 4.2: a keyframe is asked for. */
    public static final String PICTURE_LOSS = "nack pli";

    /** RFC 5104 7.1: a keyframe is asked for. */
    public static final String FULL_INTRA = "ccm fir";

    /** draft-holmer-rmcat-transport-wide-cc-extensions-01: the receiver tells when each packet came. */
    public static final String TRANSPORT_WIDE = "transport-cc";

    /** draft-alvestrand-rmcat-remb-03: the receiver tells how much it takes. Answered only without {@link #TRANSPORT_WIDE}. */
    public static final String ESTIMATED_RATE = "goog-remb";

    private RtcpFeedback() {}
}
