package org.livechat.api.floor;

import java.util.Set;
import org.livechat.api.FloorIndicator;

/**
 * A wish to talk, as a policy sees it.
 *
 * @param userId who asks
 * @param priority 0..255, already bounded by what the session's credential allows
 * @param indicator how urgent, already allowed by the credential
 * @param roles what the credential says its user is, for example {@code dispatcher}
 * @since 1
 */
public record FloorRequest(String userId, int priority, FloorIndicator indicator, Set<String> roles) {
    public FloorRequest {
        roles = Set.copyOf(roles);
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
