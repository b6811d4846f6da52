package org.livechat.rtc.sdp;

import java.util.List;
import java.util.OptionalInt;
import org.livechat.api.media.CodecProvider;

/**
 * A payload type that both sides know.
 *
 * @param payloadType the client's number, 0 to 127, for both directions
 * @param provider the codec
 * @param parameters the {@code a=fmtp} answered; empty for none
 * @param rtcpFeedback the {@code a=rtcp-fb} answered, without the payload type
 * @param retransmissionType the client's number for packets of it that are sent again (RFC 4588), if it has one
 * @param redundancyType the client's number for packets that carry older payloads of it once more (RFC 2198), if it has one
 */
public record NegotiatedCodec(
        int payloadType,
        CodecProvider provider,
        String parameters,
        List<String> rtcpFeedback,
        OptionalInt retransmissionType,
        OptionalInt redundancyType) {
    public NegotiatedCodec {
        rtcpFeedback = List.copyOf(rtcpFeedback);
    }

    /** Whether either side may ask for packets that it lacks (RFC 4585 4.2). */
    public boolean asksForLost() {
        return rtcpFeedback.contains(RtcpFeedback.NACK);
    }

    /** Whether either side tells the other how much it takes (REMB). */
    public boolean tellsRate() {
        return rtcpFeedback.contains(RtcpFeedback.ESTIMATED_RATE);
    }

    /** Whether either side may say that a picture is lost, and so ask for a keyframe (RFC 4585 6.3.1). */
    public boolean tellsPictureLoss() {
        return rtcpFeedback.contains(RtcpFeedback.PICTURE_LOSS);
    }

    /** Whether either side may command a keyframe (RFC 5104 4.3.1). */
    public boolean takesIntraRequest() {
        return rtcpFeedback.contains(RtcpFeedback.FULL_INTRA);
    }

    /** Equal for two payload types, of any clients, if what is sent as one can be decoded as the other. */
    public String formatKey() {
        return provider.name() + " " + provider.formatKey(parameters);
    }
}
