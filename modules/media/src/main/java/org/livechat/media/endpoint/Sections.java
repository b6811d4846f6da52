package org.livechat.media.endpoint;

import java.util.List;
import org.livechat.media.format.PacketNumbers;
import org.livechat.media.inbound.RetransmissionSources;
import org.livechat.media.inbound.Track;
import org.livechat.media.outbound.Slot;

/**
 * What one offer and answer came to: what the client sends, what it receives, and what its numbers mean. Immutable.
 *
 * @param tracks sections that the client sends on, in the order of the SDP
 * @param slots sections that the client receives on, in the order of the SDP
 * @param retransmissions under which SSRCs the client sends packets again
 * @param numbers what the numbers in its packets mean
 * @param stopped what the offer has stopped
 */
record Sections(
        List<Track> tracks,
        List<Slot> slots,
        RetransmissionSources retransmissions,
        PacketNumbers numbers,
        StoppedLines stopped) {
    Sections {
        tracks = List.copyOf(tracks);
        slots = List.copyOf(slots);
    }
}
