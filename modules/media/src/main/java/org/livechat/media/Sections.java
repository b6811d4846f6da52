package org.livechat.media;

import java.util.List;

/**
 * What one offer and answer came to: what the client sends, what it receives, and what its numbers mean. Immutable.
 *
 * @param tracks sections that the client sends on, in the order of the SDP
 * @param slots sections that the client receives on, in the order of the SDP
 * @param numbers what the numbers in its packets mean
 */
record Sections(List<Track> tracks, List<Slot> slots, PacketNumbers numbers) {
    Sections {
        tracks = List.copyOf(tracks);
        slots = List.copyOf(slots);
    }
}
