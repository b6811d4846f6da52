package org.livechat.api.store;

import java.util.Optional;
import org.livechat.api.ChannelMode;
import org.livechat.api.control.FloorChoice;

/**
 * A channel that clients or operators made.
 *
 * @param createdAtMillis Unix time
 * @param creator the user who made it; empty where that was an operator
 * @param floor how its floor differs from the configured one
 * @param record whether what is said in it is recorded
 * @since 1
 */
public record StoredChannel(
        String id,
        String frequency,
        String name,
        ChannelMode mode,
        int capacity,
        long createdAtMillis,
        Optional<String> creator,
        FloorChoice floor,
        boolean record) {
    /** Of one that is not recorded. */
    public StoredChannel(
            String id,
            String frequency,
            String name,
            ChannelMode mode,
            int capacity,
            long createdAtMillis,
            Optional<String> creator,
            FloorChoice floor) {
        this(id, frequency, name, mode, capacity, createdAtMillis, creator, floor, false);
    }
}
