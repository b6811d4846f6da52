package org.livechat.api.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.livechat.api.FloorIndicator;

/**
 * A floor as operators see it.
 *
 * @param talker empty while the floor is idle
 * @param queue who waits, the next one first
 */
public record FloorStatus(Optional<Talker> talker, List<Waiting> queue) {
    public FloorStatus {
        queue = List.copyOf(queue);
    }

    /** Who holds the floor, how urgently, and for how long already. */
    public record Talker(String userId, int priority, FloorIndicator indicator, Duration held) {}

    /** Somebody in the queue; {@code queuedAtMillis} is Unix time. */
    public record Waiting(
            String userId, int priority, FloorIndicator indicator, long queuedAtMillis, Duration waited) {}
}
