package org.livechat.media.format;

import org.livechat.rtc.sdp.NegotiatedCodec;

/**
 * What the sender of one payload type is told of it, as was negotiated for that type (RFC 4585 4.2).
 *
 * @param lostPackets which packets are missing
 * @param pictureLoss that a picture is lost, so that it sends a keyframe
 * @param intraRequest that it has to send a keyframe (RFC 5104 4.3.1)
 * @param rate how much it may send (REMB)
 */
public record Feedback(boolean lostPackets, boolean pictureLoss, boolean intraRequest, boolean rate) {
    /** Nothing was negotiated. */
    public static final Feedback NONE = new Feedback(false, false, false, false);

    /** What was negotiated for a codec. */
    public static Feedback of(NegotiatedCodec codec) {
        return new Feedback(
                codec.asksForLost(), codec.tellsPictureLoss(), codec.takesIntraRequest(), codec.tellsRate());
    }
}
