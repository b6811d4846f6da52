package org.livechat.floor;

import java.util.Set;
import org.livechat.api.FloorIndicator;

/**
 * A member as the floor sees it.
 *
 * @param userId the member
 * @param receiveOnly may never talk
 * @param mediaPath whether it has a media endpoint (decides what starts T2)
 * @param defaultPriority the priority of its requests that name none
 * @param priorityCeiling the highest effective priority, from its credential
 * @param indicators what its credential allows; NORMAL is allowed to everyone
 * @param roles what its credential says it is, for floor policies
 */
public record FloorParticipant(
        String userId,
        boolean receiveOnly,
        boolean mediaPath,
        int defaultPriority,
        int priorityCeiling,
        Set<FloorIndicator> indicators,
        Set<String> roles) {
    public FloorParticipant {
        indicators = Set.copyOf(indicators);
        roles = Set.copyOf(roles);
    }

    FloorParticipant withMediaPath(boolean up) {
        return new FloorParticipant(userId, receiveOnly, up, defaultPriority, priorityCeiling, indicators, roles);
    }

    FloorParticipant withReceiveOnly(boolean on) {
        return new FloorParticipant(userId, on, mediaPath, defaultPriority, priorityCeiling, indicators, roles);
    }

    boolean allows(FloorIndicator indicator) {
        return indicator == FloorIndicator.NORMAL || indicators.contains(indicator);
    }
}
