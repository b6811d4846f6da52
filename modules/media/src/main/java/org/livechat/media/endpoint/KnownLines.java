package org.livechat.media.endpoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.livechat.api.media.MediaKind;
import org.livechat.media.inbound.Track;
import org.livechat.media.outbound.Slot;
import org.livechat.rtc.sdp.NegotiatedSection;

/**
 * What the sections of one PeerConnection have, kept from one answer to the next for as long as they are not stopped: a track where
 * the client sends, slots where it receives. Not thread-safe.
 */
final class KnownLines {
    private record Line(String mid, MediaKind kind) {
        static Line of(NegotiatedSection section) {
            return new Line(section.mid(), section.kind());
        }
    }

    private final Map<Line, Track> tracks = new HashMap<>();
    private final Map<Line, Set<Integer>> retransmissions = new HashMap<>();
    private final Map<Line, Deque<org.livechat.rtc.sdp.Slot>> described = new HashMap<>();
    private final Map<Long, Slot> slotsBySsrc = new HashMap<>();

    /** The track of a section. */
    Track track(NegotiatedSection section, Supplier<Track> making) {
        Line line = Line.of(section);
        retransmissions.put(line, Set.copyOf(section.retransmissions().keySet()));
        return tracks.computeIfAbsent(line, key -> making.get());
    }

    /** What a section that begins to receive, or does so again, is told: two take turns, so that their number is bounded. */
    org.livechat.rtc.sdp.Slot nextSlot(String mid, MediaKind kind, Supplier<org.livechat.rtc.sdp.Slot> making) {
        var slots = described.computeIfAbsent(new Line(mid, kind), key -> new ArrayDeque<>());
        slots.addLast(slots.size() < 2 ? making.get() : slots.removeFirst());
        return slots.getLast();
    }

    /** The slot of an SSRC. */
    Slot slot(long ssrc, Function<Long, Slot> making) {
        return slotsBySsrc.computeIfAbsent(ssrc, making);
    }

    /** Has all but these tracks know that nothing is taken of them. */
    void silence(Collection<Track> sending) {
        tracks.values().stream().filter(track -> !sending.contains(track)).forEach(Track::forget);
    }

    /** Forgets all but these sections; returns what the others had. */
    StoppedLines keep(Collection<NegotiatedSection> sections) {
        Set<Line> kept = sections.stream().map(Line::of).collect(Collectors.toSet());
        List<Integer> sources = new ArrayList<>();
        retransmissions.forEach((line, ssrcs) -> sources.addAll(kept.contains(line) ? Set.of() : ssrcs));
        retransmissions.keySet().retainAll(kept);
        described.keySet().retainAll(kept);
        Set<Long> ssrcs = new HashSet<>();
        described.values().forEach(slots -> slots.forEach(slot -> ssrcs.add(slot.ssrc())));
        return new StoppedLines(leaving(tracks, kept), sources, leaving(slotsBySsrc, ssrcs));
    }

    private static <K, V> List<V> leaving(Map<K, V> known, Set<K> kept) {
        List<V> leaving = known.entrySet().stream()
                .filter(entry -> !kept.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        known.keySet().retainAll(kept);
        return leaving;
    }
}
