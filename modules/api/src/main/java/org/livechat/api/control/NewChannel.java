package org.livechat.api.control;

import java.util.OptionalInt;
import org.livechat.api.ChannelMode;

/**
 * A channel to be created.
 *
 * @param id 1 to 64 characters of {@code A-Z a-z 0-9 _ - .} and neither {@code .} nor {@code ..}
 * @param frequency four digits, unique among channels
 * @param name what people see
 * @param mode one talker or everyone
 * @param capacity the most members; the configured default when empty
 * @param floor how its floor differs from the configured one; nothing may be chosen for a conference, which has none
 * @param record whether what is said in it is recorded
 */
public record NewChannel(
        String id,
        String frequency,
        String name,
        ChannelMode mode,
        OptionalInt capacity,
        FloorChoice floor,
        boolean record) {
    /** Without a record. */
    public NewChannel(
            String id, String frequency, String name, ChannelMode mode, OptionalInt capacity, FloorChoice floor) {
        this(id, frequency, name, mode, capacity, floor, false);
    }

    /** With the configured floor. */
    public NewChannel(String id, String frequency, String name, ChannelMode mode, OptionalInt capacity) {
        this(id, frequency, name, mode, capacity, FloorChoice.none());
    }
}
