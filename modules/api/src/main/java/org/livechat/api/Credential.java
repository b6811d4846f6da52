package org.livechat.api;

import java.util.Set;

/**
 * What an authenticated session may do.
 *
 * @param userId the user that the session speaks for
 * @param priorityCeiling the highest floor priority it may ask for, 0..255
 * @param indicators the indicators it may use; NORMAL is always among them
 */
public record Credential(String userId, int priorityCeiling, Set<FloorIndicator> indicators) {
    /** The highest floor priority there is. */
    public static final int MAX_PRIORITY = 255;

    public Credential {
        if (priorityCeiling < 0 || priorityCeiling > MAX_PRIORITY) {
            throw new IllegalArgumentException("priority ceiling " + priorityCeiling + " is not within 0..255");
        }
        indicators = Set.copyOf(indicators);
    }
}
