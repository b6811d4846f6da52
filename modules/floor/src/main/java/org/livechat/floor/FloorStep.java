package org.livechat.floor;

import java.util.List;

/**
 * What one input did.
 *
 * @param state the state from now on
 * @param effects what has to be done, in this order
 */
public record FloorStep(FloorState state, List<FloorEffect> effects) {
    public FloorStep {
        effects = List.copyOf(effects);
    }
}
