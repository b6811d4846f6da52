package org.livechat.rtc.sdp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.livechat.api.media.MediaKind;

/**
 * A media section that was accepted.
 *
 * @param index its place among all m-lines, from 0
 * @param mid the client's name for it, or one of the server's if it has none
 * @param kind audio or video
 * @param direction from the server's view
 * @param codecs at least one, in the order of the answer
 * @param extensions header extensions by URI
 * @param sources the SSRCs that the client says it sends here under (RFC 5576 4.1); empty if it does not say
 * @param retransmissions by the SSRC of a stream in which the client sends packets again (RFC 4588), that of those packets
 * @param streamIds under which the client sends several sizes of its picture at once (RFC 8852), in its order; empty if it sends one
 * @param receiversMeasure whether each side may state its clock where it sends no reports, and is answered (RFC 3611 4.4, 4.5)
 * @param reducedSize whether feedback on it may go without a report and a description (RFC 5506 5)
 * @param slot what the server sends; empty while it sends nothing here
 */
public record NegotiatedSection(
        int index,
        String mid,
        MediaKind kind,
        Direction direction,
        List<NegotiatedCodec> codecs,
        Map<String, HeaderExtension> extensions,
        Set<Integer> sources,
        Map<Integer, Integer> retransmissions,
        List<String> streamIds,
        boolean receiversMeasure,
        boolean reducedSize,
        Optional<Slot> slot) {
    public NegotiatedSection {
        codecs = List.copyOf(codecs);
        extensions = Map.copyOf(extensions);
        sources = Set.copyOf(sources);
        retransmissions = Map.copyOf(retransmissions);
        streamIds = List.copyOf(streamIds);
    }

    /** The id (1 to 255) under which the client may send a header extension; 0 if it may not. */
    public int receivedExtensionId(String uri) {
        var extension = extensions.get(uri);
        return extension != null && extension.isReceived() ? extension.id() : 0;
    }

    /** The id (1 to 255) under which the client may be sent a header extension; 0 if it may not. */
    public int sentExtensionId(String uri) {
        var extension = extensions.get(uri);
        return extension != null && extension.isSent() ? extension.id() : 0;
    }

    /** Whether the client may send here. */
    public boolean receives() {
        return direction.receives();
    }

    /** Whether either side tells the other when packets came. */
    boolean tellsArrivals() {
        return codecs.stream().anyMatch(codec -> codec.rtcpFeedback().contains(RtcpFeedback.TRANSPORT_WIDE));
    }

    /** The same without a header extension. */
    NegotiatedSection without(String extension) {
        var others = new HashMap<>(extensions);
        others.remove(extension);
        return new NegotiatedSection(
                index,
                mid,
                kind,
                direction,
                codecs,
                others,
                sources,
                retransmissions,
                streamIds,
                receiversMeasure,
                reducedSize,
                slot);
    }

    /** Whether packets can be sent again in a stream of their own. */
    public boolean hasRetransmissions() {
        return codecs.stream().anyMatch(codec -> codec.retransmissionType().isPresent());
    }

    /** Whether the server sends here; then there is a slot. */
    public boolean sends() {
        return direction.sends();
    }
}
