package org.livechat.media;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.media.MediaKind;

/**
 * What one offer and answer came to: what the client sends, what it receives, and what its numbers mean. Immutable.
 *
 * @param tracks sections that the client sends on, in the order of the SDP
 * @param slots sections that the client receives on, in the order of the SDP
 * @param payloadTypes what payload types mean; BUNDLE gives each one meaning for the whole session (RFC 9143 7.1)
 * @param extensionIds what ids of header extensions mean
 */
record Sections(List<Track> tracks, List<Slot> slots, PayloadTypes payloadTypes, ExtensionIds extensionIds) {
    static final Sections NONE = new Sections(List.of(), List.of(), new PayloadTypes(Map.of()), ExtensionIds.NONE);

    Sections {
        tracks = List.copyOf(tracks);
        slots = List.copyOf(slots);
    }

    Optional<Track> firstTrack(MediaKind kind) {
        return tracks.stream().filter(track -> track.kind() == kind).findFirst();
    }

    Optional<Slot> firstSlot(MediaKind kind) {
        return slots.stream().filter(slot -> slot.kind() == kind).findFirst();
    }

    Optional<Slot> slot(String mid) {
        return slots.stream().filter(slot -> slot.mid().equals(mid)).findFirst();
    }
}
