package org.livechat.media.channel;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.inbound.Talker;
import org.livechat.media.inbound.Track;
import org.livechat.media.outbound.Slot;

/** Decides which track each receive slot of an endpoint carries. Runs under the lock of the channel's relay. */
final class SlotAssigner {
    private final ChannelMode mode;
    private final List<Talker> talkers;
    private final List<Talker> speakers;
    private final Map<Slot, String> pins;
    private final long nowNanos;

    /**
     * @param talkers whose media is relayed, in order of joining
     * @param speakers those of them whose audio a conference forwards
     * @param pins the user whose stream a slot shall carry, where a client asked for one
     */
    SlotAssigner(ChannelMode mode, List<Talker> talkers, List<Talker> speakers, Map<Slot, String> pins, long nowNanos) {
        this.mode = mode;
        this.talkers = talkers;
        this.speakers = speakers;
        this.nowNanos = nowNanos;
        this.pins = pins;
    }

    /** Assigns the slots of one endpoint; returns whether any of them changed. */
    boolean assign(Endpoint listener) {
        boolean changed = false;
        for (MediaKind kind : MediaKind.values()) {
            Map<Slot, Track> wanted = mode == ChannelMode.PTT ? talkerOnly(listener, kind) : everyone(listener, kind);
            for (Slot slot : listener.slots()) {
                if (slot.kind() == kind) {
                    changed |= give(slot, wanted.get(slot));
                }
            }
        }
        return changed;
    }

    /** Returns whether the slot carried another one. */
    private boolean give(Slot slot, @Nullable Track track) {
        if (slot.assigned() == track) {
            return false;
        }
        if (track != null && mode == ChannelMode.CONFERENCE) {
            slot.announce(track);
        } else {
            slot.assign(track);
        }
        return true;
    }

    private Map<Slot, Track> talkerOnly(Endpoint listener, MediaKind kind) {
        Map<Slot, Track> wanted = new HashMap<>();
        listener.firstSlot(kind)
                .ifPresent(slot -> talkers.stream()
                        .filter(talker -> talker != listener.talker())
                        .flatMap(talker -> talker.firstTrack(kind).stream())
                        .findFirst()
                        .ifPresent(track -> wanted.put(slot, track)));
        return wanted;
    }

    // Pins first. Then a slot keeps its track while that has anything to show, so that nothing jumps, and free slots go
    // to speakers before others. One who speaks and for whom no slot is left takes that of who has been silent for
    // longest.
    private Map<Slot, Track> everyone(Endpoint listener, MediaKind kind) {
        Set<Track> candidates = candidates(listener, kind);
        List<Slot> slots =
                listener.slots().stream().filter(slot -> slot.kind() == kind).toList();
        Map<Slot, Track> wanted = new HashMap<>();
        for (Slot slot : slots) {
            take(candidates, pins.get(slot)).ifPresent(track -> wanted.put(slot, track));
        }
        List<Slot> free =
                slots.stream().filter(slot -> !wanted.containsKey(slot)).toList();
        for (Slot slot : free) {
            Track present = slot.assigned();
            if (present != null && candidates.remove(present)) {
                wanted.put(slot, present);
            }
        }
        Deque<Track> waiting = new ArrayDeque<>(candidates);
        for (Slot slot : free) {
            if (!waiting.isEmpty() && !wanted.containsKey(slot)) {
                wanted.put(slot, waiting.removeFirst());
            }
        }
        waiting.stream()
                .filter(track -> track.owner().loudness().isSpeaking(nowNanos))
                .sorted(Comparator.comparingInt(
                        track -> -track.owner().loudness().decibels()))
                .forEach(track -> squeezeIn(track, free, wanted));
        return wanted;
    }

    private void squeezeIn(Track track, List<Slot> slots, Map<Slot, Track> wanted) {
        Map<Talker, Slot> shown = new LinkedHashMap<>();
        wanted.forEach((slot, carried) -> {
            if (slots.contains(slot)) {
                shown.put(carried.owner(), slot);
            }
        });
        Speakers.placeFor(track.owner(), List.copyOf(shown.keySet()), nowNanos)
                .ifPresent(leaving -> wanted.put(shown.get(leaving), track));
    }

    // Live tracks of others, those of speakers first; of audio those alone.
    private Set<Track> candidates(Endpoint listener, MediaKind kind) {
        Stream<Talker> silent = kind == MediaKind.AUDIO
                ? Stream.empty()
                : talkers.stream().filter(talker -> !speakers.contains(talker));
        return Stream.concat(speakers.stream(), silent)
                .filter(talker -> talker != listener.talker())
                .flatMap(talker -> talker.tracks().stream())
                .filter(track -> track.kind() == kind && track.isLive())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<Track> take(Set<Track> candidates, @Nullable String userId) {
        if (userId == null) {
            return Optional.empty();
        }
        var pinned = candidates.stream()
                .filter(track -> track.owner().peer().userId().equals(userId))
                .findFirst();
        pinned.ifPresent(candidates::remove);
        return pinned;
    }
}
