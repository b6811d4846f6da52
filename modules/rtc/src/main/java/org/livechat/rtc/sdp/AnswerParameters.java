package org.livechat.rtc.sdp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;
import org.livechat.rtc.dtls.Fingerprint;

/**
 * What an answer needs besides the offer.
 *
 * @param sessionId the number in the {@code o=} line, the same for all answers of a PeerConnection
 * @param mode decides how sendrecv is answered
 * @param listenOnly the server receives nothing from this client
 * @param credentials gives the server's ICE credentials
 * @param fingerprint of the server's certificate
 * @param candidates the advertised addresses
 * @param codecs those registered, the preferred one of a kind first
 * @param rtcpFeedback what follows the payload type in {@code a=rtcp-fb}, a kind, such as {@code nack pli}
 * @param headerExtensions URIs of the header extensions that the server understands or passes on
 * @param slots makes slots for sections that have none in {@code previous}
 * @param takers to how many others what is sent as a codec could be relayed: those with more come first in the answer
 * @param previous what was negotiated last on this PeerConnection
 */
public record AnswerParameters(
        long sessionId,
        ChannelMode mode,
        boolean listenOnly,
        LocalCredentials credentials,
        Fingerprint fingerprint,
        HostCandidates candidates,
        List<CodecProvider> codecs,
        Map<MediaKind, Set<String>> rtcpFeedback,
        Set<String> headerExtensions,
        SlotSource slots,
        ToIntFunction<NegotiatedCodec> takers,
        Optional<NegotiatedSession> previous) {
    /** For somebody whose media is not relayed to others yet: the preferred codec of a kind comes first. */
    public AnswerParameters(
            long sessionId,
            ChannelMode mode,
            boolean listenOnly,
            LocalCredentials credentials,
            Fingerprint fingerprint,
            HostCandidates candidates,
            List<CodecProvider> codecs,
            Map<MediaKind, Set<String>> rtcpFeedback,
            Set<String> headerExtensions,
            SlotSource slots,
            Optional<NegotiatedSession> previous) {
        this(
                sessionId,
                mode,
                listenOnly,
                credentials,
                fingerprint,
                candidates,
                codecs,
                rtcpFeedback,
                headerExtensions,
                slots,
                codec -> 0,
                previous);
    }

    /** The feedback that the relay acts on. */
    public static final Map<MediaKind, Set<String>> RELAYED_FEEDBACK = Map.of(
            MediaKind.AUDIO,
            Set.of(RtcpFeedback.NACK, RtcpFeedback.TRANSPORT_WIDE),
            MediaKind.VIDEO,
            Set.of(
                    RtcpFeedback.NACK,
                    RtcpFeedback.PICTURE_LOSS,
                    RtcpFeedback.FULL_INTRA,
                    RtcpFeedback.TRANSPORT_WIDE,
                    RtcpFeedback.ESTIMATED_RATE));

    /** The header extensions that the relay reads or passes on. */
    public static final Set<String> RELAYED_EXTENSIONS = Set.of(
            HeaderExtensionUri.MID,
            HeaderExtensionUri.STREAM_ID,
            HeaderExtensionUri.REPAIRED_STREAM_ID,
            HeaderExtensionUri.AUDIO_LEVEL,
            HeaderExtensionUri.ABSOLUTE_SEND_TIME,
            HeaderExtensionUri.TRANSPORT_SEQUENCE,
            HeaderExtensionUri.VIDEO_ORIENTATION,
            HeaderExtensionUri.PLAYOUT_DELAY,
            HeaderExtensionUri.DEPENDENCY_DESCRIPTOR);

    public AnswerParameters {
        codecs = List.copyOf(codecs);
        rtcpFeedback = Map.copyOf(rtcpFeedback);
        headerExtensions = Set.copyOf(headerExtensions);
    }
}
