package org.livechat.rtc.sdp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.media.MediaKind;

/**
 * A media section that was accepted.
 *
 * @param index its place among all m-lines, from 0
 * @param mid the client's name for it
 * @param kind audio or video
 * @param direction from the server's view
 * @param codecs at least one, in the order of the answer
 * @param extensionIds ids (1 to 14) of header extensions by URI
 * @param slot what the server sends; empty while it sends nothing here
 */
public record NegotiatedSection(
        int index,
        String mid,
        MediaKind kind,
        Direction direction,
        List<NegotiatedCodec> codecs,
        Map<String, Integer> extensionIds,
        Optional<Slot> slot) {
    public NegotiatedSection {
        codecs = List.copyOf(codecs);
        extensionIds = Map.copyOf(extensionIds);
    }

    /** Whether the client may send here. */
    public boolean receives() {
        return direction.receives();
    }

    /** Whether the server sends here; then there is a slot. */
    public boolean sends() {
        return direction.sends();
    }
}
