package org.livechat.api.floor;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.livechat.api.FloorIndicator;

/**
 * A wish to talk, as a policy sees it.
 *
 * @param userId who asks
 * @param priority 0..255, already bounded by what the session's credential allows
 * @param indicator how urgent, already allowed by the credential
 * @param roles what the credential says its user is, for example {@code dispatcher}
 * @param talked how long this user had the floor of this channel within {@link FloorPolicy#memory()}, up to the moment
 *     of the question, a running burst included; zero where the policy has no memory
 * @since 1
 */
public record FloorRequest(String userId, int priority, FloorIndicator indicator, Set<String> roles, Duration talked) {
    /** @throws IllegalArgumentException when {@code talked} is negative */
    public FloorRequest {
        Objects.requireNonNull(talked, "talked");
        if (talked.isNegative()) {
            throw new IllegalArgumentException("talked " + talked + " is negative, has to be zero or more");
        }
        roles = Set.copyOf(roles);
    }

    /** A wish of somebody who has not talked. */
    public FloorRequest(String userId, int priority, FloorIndicator indicator, Set<String> roles) {
        this(userId, priority, indicator, roles, Duration.ZERO);
    }

    /**
     * Emergency before imminent peril before everything else; within one class the strictly higher priority. What is
     * equally urgent does not outrank.
     */
    public boolean outranks(FloorRequest other) {
        int byClass = Integer.compare(indicator.urgency(), other.indicator.urgency());
        return byClass == 0 ? priority > other.priority : byClass > 0;
    }
}
