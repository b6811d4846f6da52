package org.livechat.media.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.downlink.Downlink;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.outbound.Slot;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.bandwidth.Layer;
import org.livechat.rtc.bandwidth.LayerAllocator;
import org.livechat.rtc.bandwidth.RembEstimate;
import org.livechat.rtc.bandwidth.SlotDemand;
import org.livechat.rtc.layer.LayerFilter;

/**
 * Chooses ten times a second, for each listener that gets pictures, which size of each it gets and up to which layer, by
 * what the way to it takes and how large it shows them. A picture that comes in one size and one layer is never held back here: that
 * is for the breaker of the listener's {@link Downlink}. Owned by one worker.
 */
public final class LayerChoice {
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What a listener is taken for that tells nothing of its way. */
    private static final long UNTOLD_BITS_PER_SECOND = 1_000_000;

    private final Agenda agenda;
    private final EndpointDirectory directory;
    private final Probes probes;
    private final MediaEvents events;

    public LayerChoice(Agenda agenda, EndpointDirectory directory, Probes probes, MediaEvents events) {
        this.agenda = agenda;
        this.directory = directory;
        this.probes = probes;
        this.events = events;
    }

    /** Has the sizes chosen for a client as long as it gets pictures; for one whose choice is not scheduled. */
    public void schedule(Peer peer) {
        peer.scheduleChoice(true);
        agenda.after(INTERVAL_NANOS, () -> {
            peer.scheduleChoice(false);
            if (directory
                    .find(peer.id())
                    .filter(endpoint -> choose(endpoint, agenda.nowNanos()))
                    .isPresent()) {
                schedule(peer);
            }
        });
    }

    /** Chooses at once; false if there is no picture to choose. */
    public boolean choose(Endpoint endpoint, long nowNanos) {
        List<SlotPicture> pictures = new ArrayList<>();
        List<SlotDemand> demands = new ArrayList<>();
        for (Slot slot : endpoint.slots()) {
            SlotPicture.of(slot, nowNanos).ifPresent(picture -> {
                demands.add(picture.demand(pictures.size(), nowNanos));
                pictures.add(picture);
            });
        }
        if (pictures.isEmpty()) {
            return false;
        }
        boolean isAdaptable = pictures.stream().allMatch(SlotPicture::isAdaptable);
        Map<Integer, Layer> layers = allocate(endpoint, demands, isAdaptable, nowNanos);
        boolean isNews = false;
        for (int i = 0; i < pictures.size(); i++) {
            tell(pictures.get(i), Optional.ofNullable(layers.get(i)));
            isNews |= pictures.get(i).slot().notePause(nowNanos);
        }
        if (isNews) {
            tell(endpoint);
        }
        return true;
    }

    /** Has a client told of its slots, for another reason. */
    public void tell(Peer peer) {
        directory.find(peer.id()).ifPresent(this::tell);
    }

    private void tell(Endpoint endpoint) {
        events.raise(listener -> listener.tracksChanged(
                endpoint.id(), endpoint.slots().stream().map(Slot::describe).toList()));
    }

    private Map<Integer, Layer> allocate(
            Endpoint endpoint, List<SlotDemand> demands, boolean isAdaptable, long nowNanos) {
        Downlink way = endpoint.peer().downlink();
        if (way == null) {
            RembEstimate told = endpoint.peer().told();
            long takes = told == null ? UNTOLD_BITS_PER_SECOND : told.bitsPerSecond(nowNanos);
            return new LayerAllocator().allocate(takes, true, 0, demands, nowNanos);
        }
        Map<Integer, Layer> layers = way.allocate(demands, isAdaptable, nowNanos);
        probes.begin(endpoint, way, nowNanos);
        return layers;
    }

    private static void tell(SlotPicture picture, Optional<Layer> layer) {
        Slot slot = picture.slot();
        boolean isSeen = slot.wish().height() > 0;
        // No burst begins with less than all there is of it because of a guess.
        boolean isFree = !picture.isAdaptable() || (!picture.isChoice() && !isKnown(slot.owner()));
        slot.hold(!isSeen || (!isFree && layer.isEmpty()));
        if (isFree) {
            slot.limit(LayerFilter.ALL, LayerFilter.ALL);
        } else if (layer.isPresent() && picture.isChoice()) {
            int size = SlotPicture.size(layer.get());
            // Its first packets have a keyframe of it asked for, as those of any source that a slot waits for.
            slot.choose(
                    picture.sizes().get(size),
                    SlotPicture.spatial(layer.get()),
                    layer.get().temporal(),
                    picture.isSmaller(size));
        } else if (layer.isPresent()) {
            slot.limit(SlotPicture.spatial(layer.get()), layer.get().temporal());
        }
    }

    /** Whether what the way takes is more than a guess. */
    private static boolean isKnown(Peer peer) {
        Downlink way = peer.downlink();
        return way == null ? peer.told() != null : way.isTold();
    }
}
