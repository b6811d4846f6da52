package org.livechat.core;

import java.util.OptionalInt;
import org.livechat.api.ChannelMode;
import org.livechat.api.control.FloorChoice;
import org.livechat.api.control.NewChannel;

/**
 * A channel that is there from the start and cannot be changed or deleted by clients.
 *
 * @param id as in {@link NewChannel}
 * @param frequency as in {@link NewChannel}
 * @param name as in {@link NewChannel}
 * @param mode one talker or everyone
 * @param capacity the most members
 * @param floor as in {@link NewChannel}
 * @param record as in {@link NewChannel}
 */
public record PresetChannel(
        String id, String frequency, String name, ChannelMode mode, int capacity, FloorChoice floor, boolean record) {
    /** One that is not recorded. */
    public PresetChannel(String id, String frequency, String name, ChannelMode mode, int capacity, FloorChoice floor) {
        this(id, frequency, name, mode, capacity, floor, false);
    }

    NewChannel asNewChannel() {
        return new NewChannel(id, frequency, name, mode, OptionalInt.of(capacity), floor, record);
    }
}
