package org.livechat.floor;

import java.util.Optional;
import java.util.Set;
import org.livechat.api.FloorIndicator;

/**
 * A member as the floor sees it.
 *
 * @param userId the member
 * @param silence why it may only listen, in words for it; empty where it may talk
 * @param mediaPath how its media reaches the server: one who could not be heard is given no floor
 * @param defaultPriority the priority of its requests that name none
 * @param priorityCeiling the highest effective priority, from its credential
 * @param indicators what its credential allows; NORMAL is allowed to everyone
 * @param roles what its credential says it is, for floor policies
 */
public record FloorParticipant(
        String userId,
        Optional<String> silence,
        MediaPath mediaPath,
        int defaultPriority,
        int priorityCeiling,
        Set<FloorIndicator> indicators,
        Set<String> roles) {
    public FloorParticipant {
        indicators = Set.copyOf(indicators);
        roles = Set.copyOf(roles);
    }

    /** @param receiveOnly whether it has come to listen, and may never talk */
    public FloorParticipant(
            String userId,
            boolean receiveOnly,
            MediaPath mediaPath,
            int defaultPriority,
            int priorityCeiling,
            Set<FloorIndicator> indicators,
            Set<String> roles) {
        this(
                userId,
                receiveOnly ? Optional.of("joined to listen only") : Optional.empty(),
                mediaPath,
                defaultPriority,
                priorityCeiling,
                indicators,
                roles);
    }

    /** Whether it may not talk. */
    public boolean receiveOnly() {
        return silence.isPresent();
    }

    FloorParticipant withMediaPath(MediaPath path) {
        return new FloorParticipant(userId, silence, path, defaultPriority, priorityCeiling, indicators, roles);
    }

    FloorParticipant withSilence(Optional<String> why) {
        return new FloorParticipant(userId, why, mediaPath, defaultPriority, priorityCeiling, indicators, roles);
    }

    boolean allows(FloorIndicator indicator) {
        return indicator == FloorIndicator.NORMAL || indicators.contains(indicator);
    }
}
