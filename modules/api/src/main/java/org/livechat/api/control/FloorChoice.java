package org.livechat.api.control;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a channel says about its own floor; the configuration says the rest.
 *
 * @param profile name of a floor profile of this server; the default one when empty
 * @param policy name of a floor policy of this server; the profile's when empty
 * @param queueLimit how many may wait, from 0 to what the server allows at most; the profile's when empty
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

    /** Whether nothing is chosen. */
    public boolean isNone() {
        return equals(NONE);
    }
}
