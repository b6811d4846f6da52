package org.livechat.rtc.bandwidth;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one picture slot of a receiver could show.
 *
 * @param slot the slot's number, which stays the same over its life
 * @param priority the higher goes first: a pinned or speaking one before others
 * @param wantedHeight how high its tile is, in pixels; 0 if it is not to be seen
 * @param layers what its source sends now, in any order
 */
public record SlotDemand(int slot, int priority, int wantedHeight, List<Layer> layers) {
    /** Copies the layers. */
    public SlotDemand {
        layers = List.copyOf(layers);
    }

    /**
     * The layers worth choosing from, least first, each taking more than the one before: none larger than the smallest that fills
     * the tile, and none that takes as much as one that shows more.
     */
    List<Layer> steps() {
        if (wantedHeight <= 0) {
            return List.of();
        }
        int enough = layers.stream()
                .mapToInt(Layer::height)
                .filter(height -> height >= wantedHeight)
                .min()
                .orElse(Integer.MAX_VALUE);
        var steps = new ArrayList<Layer>();
        Stream<Layer> useful = layers.stream().filter(layer -> layer.height() <= enough && layer.bitsPerSecond() >= 0);
        useful.sorted().forEach(layer -> {
            while (!steps.isEmpty() && steps.getLast().bitsPerSecond() >= layer.bitsPerSecond()) {
                steps.removeLast();
            }
            steps.add(layer);
        });
        return steps;
    }
}
