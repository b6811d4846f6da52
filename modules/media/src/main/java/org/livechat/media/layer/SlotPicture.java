package org.livechat.media.layer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.livechat.api.media.MediaKind;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.Track;
import org.livechat.media.outbound.Slot;
import org.livechat.rtc.bandwidth.Layer;
import org.livechat.rtc.bandwidth.SlotDemand;
import org.livechat.rtc.layer.LayerFilter;

/**
 * What one slot could show now.
 *
 * @param slot where
 * @param track the picture that was given to it
 * @param sizes the streams in which that comes, smallest first; at least one
 * @param isChoice whether the slot has to be told which of them it carries
 */
record SlotPicture(Slot slot, Track track, List<Stream> sizes, boolean isChoice) {
    private static final int LAYERS = LayerFilter.ALL + 1;

    private static final int PINNED = 2;
    private static final int SPEAKING = 1;

    /** Of a slot; empty if nothing comes for it. */
    static Optional<SlotPicture> of(Slot slot, long nowNanos) {
        Track track = slot.kind() == MediaKind.VIDEO ? slot.assigned() : null;
        if (track == null) {
            return Optional.empty();
        }
        boolean isChoice = !track.simulcast().isEmpty();
        List<Stream> sizes = (isChoice
                        ? track.simulcast().present().stream()
                        : Optional.ofNullable(track.latest()).stream())
                .filter(stream -> stream.isFlowing(nowNanos))
                .sorted(Comparator.comparingInt((Stream stream) -> stream.height())
                        .thenComparingLong(stream -> stream.bitsPerSecond(nowNanos)))
                .toList();
        return sizes.isEmpty() ? Optional.empty() : Optional.of(new SlotPicture(slot, track, sizes, isChoice));
    }

    /** As a demand; the number of a layer is its place among the sizes, and in that its spatial layer. */
    SlotDemand demand(int number, long nowNanos) {
        int most = slot.wish().layer().map(this::placeOf).filter(at -> at >= 0).orElse(sizes.size() - 1);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i <= most; i++) {
            Stream stream = sizes.get(i);
            long bitsPerSecond = stream.bitsPerSecond(nowNanos);
            // Of one that has just begun it is not known what it takes.
            if (i == 0 || bitsPerSecond > 0) {
                layers.addAll(layers(i, nowNanos));
                layers.add(new Layer(number(i, LayerFilter.ALL), LayerFilter.ALL, stream.height(), bitsPerSecond));
            }
        }
        return new SlotDemand(number, priority(nowNanos), slot.wish().height(), layers);
    }

    /** Those of a size that are not all of it. The highest of its spatial layers, maybe its only one, is as good as all of them. */
    private List<Layer> layers(int size, long nowNanos) {
        Stream stream = sizes.get(size);
        List<Layer> layers = new ArrayList<>();
        int highest = LayerFilter.ALL;
        for (int i = LAYERS * LAYERS - 1; i >= 0 && stream.isLayered(); i--) {
            int spatial = i / LAYERS;
            int temporal = i % LAYERS;
            long bitsPerSecond = stream.bitsPerSecond(spatial, temporal, nowNanos);
            if (bitsPerSecond > 0) {
                highest = layers.isEmpty() ? spatial : highest;
                int number = number(size, spatial == highest ? LayerFilter.ALL : spatial);
                layers.add(new Layer(number, temporal, stream.height(spatial), bitsPerSecond));
            }
        }
        if (!layers.isEmpty()) {
            layers.removeFirst();
        }
        return layers;
    }

    private static int number(int size, int spatial) {
        return size * LAYERS + spatial;
    }

    /** Which of the sizes a layer is of. */
    static int size(Layer layer) {
        return layer.spatial() / LAYERS;
    }

    /** Which spatial layer of its size it is. */
    static int spatial(Layer layer) {
        return layer.spatial() % LAYERS;
    }

    /** Whether it can be sent with less than all there is of it. */
    boolean isAdaptable() {
        return isChoice || sizes.getLast().isLayered();
    }

    /** Whether a size is smaller than the one that the slot carries now. */
    boolean isSmaller(int size) {
        return size < sizes.indexOf(slot.source());
    }

    private int placeOf(String id) {
        int index = track.simulcast().ids().indexOf(id);
        return index < 0 ? -1 : sizes.indexOf(track.simulcast().get(index));
    }

    private int priority(long nowNanos) {
        if (slot.wish().isPinned()) {
            return PINNED;
        }
        return track.owner().loudness().isSpeaking(nowNanos) ? SPEAKING : 0;
    }
}
