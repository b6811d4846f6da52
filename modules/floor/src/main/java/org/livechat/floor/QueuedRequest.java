package org.livechat.floor;

import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorRequest;

/**
 * One who waits for the floor.
 *
 * @param request what it asked for, at its highest so far
 * @param queuedAtNanos when it came, in the caller's nanosecond clock
 * @param preempting the holder is, or was, told to stop for it
 */
public record QueuedRequest(FloorRequest request, long queuedAtNanos, boolean preempting) {
    public String userId() {
        return request.userId();
    }

    public int priority() {
        return request.priority();
    }

    public FloorIndicator indicator() {
        return request.indicator();
    }
}
