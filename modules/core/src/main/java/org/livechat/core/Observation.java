package org.livechat.core;

import org.livechat.api.metrics.FloorTimes;
import org.livechat.api.trace.TraceSink;

/**
 * Who watches the control plane, without a say in it.
 *
 * @param trace shown floor decisions and media events
 * @param floorTimes told how long floors are waited for and held
 */
public record Observation(TraceSink trace, FloorTimes floorTimes) {
    /** Nobody watches. */
    public static Observation none() {
        return new Observation(TraceSink.none(), FloorTimes.none());
    }
}
