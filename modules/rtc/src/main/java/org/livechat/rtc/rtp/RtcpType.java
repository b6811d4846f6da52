package org.livechat.rtc.rtp;

/** RTCP packet types and the formats of feedback packets, as they stand on the wire. */
public final class RtcpType {
    public static final int SENDER_REPORT = 200;
    public static final int RECEIVER_REPORT = 201;
    public static final int SOURCE_DESCRIPTION = 202;
    public static final int BYE = 203;
    public static final int APPLICATION = 204;

    /** Transport layer feedback (RFC 4585 6.2): {@link #GENERIC_NACK}, {@link #TRANSPORT_WIDE}. */
    public static final int TRANSPORT_FEEDBACK = 205;

    /** Payload specific feedback (RFC 4585 6.3): {@link #PICTURE_LOSS}, {@link #FULL_INTRA_REQUEST}, {@link #ALFB}. */
    public static final int PAYLOAD_FEEDBACK = 206;

    public static final int EXTENDED_REPORT = 207;

    /** Format of 205: lost packets (RFC 4585 6.2.1). */
    public static final int GENERIC_NACK = 1;

    /** Format of 205: arrival times (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
    public static final int TRANSPORT_WIDE = 15;

    /** Format of 206: picture loss indication (RFC 4585 6.3.1). */
    public static final int PICTURE_LOSS = 1;

    /** Format of 206: full intra request (RFC 5104 4.3.1). */
    public static final int FULL_INTRA_REQUEST = 4;

    /** Format of 206: application layer feedback, REMB among it (draft-alvestrand-rmcat-remb-03). */
    public static final int ALFB = 15;

    private RtcpType() {}
}
