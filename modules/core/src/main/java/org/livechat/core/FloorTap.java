package org.livechat.core;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Shown all that floors are asked and decide, in each channel in order, as lines that {@link FloorReplay} takes; several channels at once.
 * Called under a channel's lock: must not block, nor call back.
 */
@FunctionalInterface
public interface FloorTap {
    /**
     * A floor has begun to be shown, or has decided.
     *
     * @param line makes the line: any time, on any thread, once
     */
    void happened(Supplier<Map<String, Object>> line);

    /** The line that a capture begins with. */
    static Map<String, Object> head(long beganAtMillis) {
        return FloorLines.head(beganAtMillis);
    }

    /** The line that a capture ends with. */
    static Map<String, Object> end(String why) {
        return FloorLines.end(why);
    }
}
