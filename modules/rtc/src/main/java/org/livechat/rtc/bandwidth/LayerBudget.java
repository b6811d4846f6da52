package org.livechat.rtc.bandwidth;

import java.util.Arrays;
import java.util.List;

/**
 * Spends a budget on slots, in rounds: first the lowest layer to every slot by rank, then a step more to each in turn, as long as
 * something fits. A slot without a picture has one only too expensive for what the lowest layers of those before it leave.
 */
final class LayerBudget {
    /** No layer: the slot is paused. */
    static final int PAUSED = -1;

    private LayerBudget() {}

    /** The step chosen for each slot; slots come in the order of their rank, highest first. */
    static int[] spend(long bitsPerSecond, List<List<Layer>> steps) {
        int[] chosen = new int[steps.size()];
        Arrays.fill(chosen, PAUSED);
        long left = Math.max(0, bitsPerSecond);
        boolean spent = true;
        while (spent) {
            spent = false;
            for (int i = 0; i < chosen.length; i++) {
                long cost = costOfNext(steps.get(i), chosen[i]);
                if (cost <= left) {
                    left -= cost;
                    chosen[i]++;
                    spent = true;
                }
            }
        }
        return chosen;
    }

    private static long costOfNext(List<Layer> steps, int chosen) {
        if (chosen + 1 >= steps.size()) {
            return Long.MAX_VALUE;
        }
        return steps.get(chosen + 1).bitsPerSecond() - cost(steps, chosen);
    }

    static long cost(List<Layer> steps, int chosen) {
        return chosen == PAUSED ? 0 : steps.get(chosen).bitsPerSecond();
    }
}
