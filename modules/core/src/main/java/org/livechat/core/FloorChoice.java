package org.livechat.core;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a channel says about its own floor; the configuration says the rest.
 *
 * @param profile name of one of {@link CoreSettings#floorProfiles()}; the default one when empty
 * @param policy name of a floor policy of this server; the profile's when empty
 * @param queueLimit how many may wait, 0 to {@link org.livechat.floor.FloorSettings#MOST_QUEUED}; the profile's when
 *     empty
 */
public record FloorChoice(Optional<String> profile, Optional<String> policy, OptionalInt queueLimit) {
    private static final FloorChoice NONE = new FloorChoice(Optional.empty(), Optional.empty(), OptionalInt.empty());

    /** All as the configuration says. */
    public static FloorChoice none() {
        return NONE;
    }

    /** A profile as it is. */
    public static FloorChoice profile(String name) {
        return new FloorChoice(Optional.of(name), Optional.empty(), OptionalInt.empty());
    }

    boolean isNone() {
        return equals(NONE);
    }
}
