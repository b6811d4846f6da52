package org.livechat.api.control;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * A user as operators see it.
 *
 * @param userId the user
 * @param sessionId its only session
 * @param priority the default priority of its floor requests
 * @param lastSeenMillis Unix time of its last request
 * @param idle time since then
 * @param awaySinceMillis Unix time of when its connection was lost, while its session waits for it; else empty
 * @param channels ids of the channels it is in, sorted
 */
public record UserStatus(
        String userId,
        String sessionId,
        int priority,
        long lastSeenMillis,
        Duration idle,
        OptionalLong awaySinceMillis,
        List<String> channels) {
    public UserStatus {
        channels = List.copyOf(channels);
    }

    /** One who is not away. */
    public UserStatus(
            String userId, String sessionId, int priority, long lastSeenMillis, Duration idle, List<String> channels) {
        this(userId, sessionId, priority, lastSeenMillis, idle, OptionalLong.empty(), channels);
    }
}
