package org.livechat.media.endpoint;

import java.util.List;
import org.livechat.media.inbound.Track;
import org.livechat.media.outbound.Slot;

/**
 * Sections that an offer has stopped (RFC 3264 8.2), so that what they had will not come back. Immutable.
 *
 * @param tracks of those that the client sent on
 * @param retransmissions the SSRCs under which it said that it sends packets of these again
 * @param slots of those that it received on
 */
public record StoppedLines(List<Track> tracks, List<Integer> retransmissions, List<Slot> slots) {
    public StoppedLines {
        tracks = List.copyOf(tracks);
        retransmissions = List.copyOf(retransmissions);
        slots = List.copyOf(slots);
    }
}
