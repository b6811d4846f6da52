package org.livechat.api;

import java.util.Set;

/**
 * What an authenticated session may do.
 *
 * @param userId the user that the session speaks for
 * @param priorityCeiling the highest floor priority it may ask for, 0..255
 * @param indicators the indicators it may use; NORMAL is always among them
 * @param roles what the user is, for floor policies that care, for example {@code dispatcher}
 * @param channels what it may do in which channels
 */
public record Credential(
        String userId, int priorityCeiling, Set<FloorIndicator> indicators, Set<String> roles, ChannelAccess channels) {
    /** The highest floor priority there is. */
    public static final int MAX_PRIORITY = 255;

    /** The most characters (code points of Unicode) of a user id. */
    public static final int LONGEST_USER_ID = 64;

    public Credential {
        if (priorityCeiling < 0 || priorityCeiling > MAX_PRIORITY) {
            throw new IllegalArgumentException("priority ceiling " + priorityCeiling + " is not within 0..255");
        }
        indicators = Set.copyOf(indicators);
        roles = Set.copyOf(roles);
    }

    /** A credential for everything in every channel. */
    public Credential(String userId, int priorityCeiling, Set<FloorIndicator> indicators, Set<String> roles) {
        this(userId, priorityCeiling, indicators, roles, ChannelAccess.everything());
    }

    /** A credential without a role, for everything in every channel. */
    public Credential(String userId, int priorityCeiling, Set<FloorIndicator> indicators) {
        this(userId, priorityCeiling, indicators, Set.of());
    }
}
