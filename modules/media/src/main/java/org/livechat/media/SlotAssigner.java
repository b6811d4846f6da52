package org.livechat.media;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;

/** Decides which track each receive slot of an endpoint carries. Runs under the lock of the channel's relay. */
final class SlotAssigner {
    private final ChannelMode mode;
    private final List<Endpoint> talkers;
    private final Map<Slot, String> pins;

    /**
     * @param talkers whose media is relayed, in order of joining
     * @param pins the user whose stream a slot shall carry, where a client asked for one
     */
    SlotAssigner(ChannelMode mode, List<Endpoint> talkers, Map<Slot, String> pins) {
        this.mode = mode;
        this.talkers = talkers;
        this.pins = pins;
    }

    /** Assigns the slots of one endpoint; returns whether any of them changed. */
    boolean assign(Endpoint listener) {
        boolean changed = false;
        for (MediaKind kind : MediaKind.values()) {
            Map<Slot, Track> wanted = mode == ChannelMode.PTT ? talkerOnly(listener, kind) : everyone(listener, kind);
            for (Slot slot : listener.sections().slots()) {
                if (slot.kind() == kind) {
                    Track track = wanted.get(slot);
                    changed |= slot.assigned() != track;
                    slot.assign(track);
                }
            }
        }
        return changed;
    }

    private Map<Slot, Track> talkerOnly(Endpoint listener, MediaKind kind) {
        Map<Slot, Track> wanted = new HashMap<>();
        listener.sections()
                .firstSlot(kind)
                .ifPresent(slot -> talkers.stream()
                        .filter(talker -> talker != listener)
                        .flatMap(talker -> talker.sections().firstTrack(kind).stream())
                        .findFirst()
                        .ifPresent(track -> wanted.put(slot, track)));
        return wanted;
    }

    // A slot keeps its track while that has anything to show, so that nothing jumps; then pins, then who came first.
    private Map<Slot, Track> everyone(Endpoint listener, MediaKind kind) {
        Set<Track> candidates = liveTracks(listener, kind);
        List<Slot> slots = listener.sections().slots().stream()
                .filter(slot -> slot.kind() == kind)
                .toList();
        Map<Slot, Track> wanted = new HashMap<>();
        for (Slot slot : slots) {
            take(candidates, pins.get(slot)).ifPresent(track -> wanted.put(slot, track));
        }
        for (Slot slot : slots) {
            Track present = slot.assigned();
            if (present != null && !wanted.containsKey(slot) && candidates.remove(present)) {
                wanted.put(slot, present);
            }
        }
        List<Track> waiting = new ArrayList<>(candidates);
        for (Slot slot : slots) {
            if (!waiting.isEmpty() && !wanted.containsKey(slot)) {
                wanted.put(slot, waiting.removeFirst());
            }
        }
        return wanted;
    }

    private Set<Track> liveTracks(Endpoint listener, MediaKind kind) {
        Set<Track> tracks = new LinkedHashSet<>();
        for (Endpoint talker : talkers) {
            if (talker != listener) {
                talker.sections().tracks().stream()
                        .filter(track -> track.kind() == kind && track.isLive())
                        .forEach(tracks::add);
            }
        }
        return tracks;
    }

    private static Optional<Track> take(Set<Track> candidates, @Nullable String userId) {
        if (userId == null) {
            return Optional.empty();
        }
        var pinned = candidates.stream()
                .filter(track -> track.owner().userId().equals(userId))
                .findFirst();
        pinned.ifPresent(candidates::remove);
        return pinned;
    }
}
