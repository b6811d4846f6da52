package org.livechat.floor;

import java.util.Set;
import org.livechat.api.FloorIndicator;

/**
 * A member as the floor sees it.
 *
 * @param userId the member
 * @param receiveOnly may never talk
 * @param mediaPath whether it has a media endpoint (decides what starts T2)
 * @param priorityCeiling the highest effective priority, from its credential
 * @param indicators what its credential allows
 */
public record FloorParticipant(
        String userId, boolean receiveOnly, boolean mediaPath, int priorityCeiling, Set<FloorIndicator> indicators) {
    public FloorParticipant {
        indicators = Set.copyOf(indicators);
    }
}
