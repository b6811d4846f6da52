package org.livechat.api.floor;

import java.util.List;
import java.util.Optional;

/**
 * A floor as it stands when a request comes.
 *
 * @param talker who holds it; empty when it is idle
 * @param queue who waits, by position
 * @param members how many are in the channel, the one who asks included
 * @since 1
 */
public record FloorView(Optional<FloorTalker> talker, List<FloorRequest> queue, int members) {
    public FloorView {
        queue = List.copyOf(queue);
    }
}
