package org.livechat.core;

import java.time.Duration;

/**
 * What bounds sessions.
 *
 * @param heartbeatInterval how often a client has to say that it is alive, 1 s to 10 min
 * @param missedHeartbeats a session ends when nothing was heard of it for this many intervals, 2 to 100
 * @param maxSessions the most sessions of this server
 * @param maxChannels the most channels that one session may be in
 * @param resumeTimeout how long a session waits for its client to come back over another connection, 0 s to 10 min
 */
public record SessionSettings(
        Duration heartbeatInterval, int missedHeartbeats, int maxSessions, int maxChannels, Duration resumeTimeout) {
    /** With one a heartbeat that comes on time comes too late, by the time that it takes on its way. */
    public static final int LEAST_MISSED = 2;

    public static final int MOST_MISSED = 100;

    private static final int MOST_SESSIONS = 1_000_000;
    private static final int MOST_CHANNELS = 10_000;

    public SessionSettings {
        Bounds.within("sessions.heartbeat_interval", heartbeatInterval, Duration.ofSeconds(1), Duration.ofMinutes(10));
        Bounds.within("sessions.missed_heartbeats", missedHeartbeats, LEAST_MISSED, MOST_MISSED);
        Bounds.within("sessions.maximum", maxSessions, 1, MOST_SESSIONS);
        Bounds.within("sessions.channels", maxChannels, 1, MOST_CHANNELS);
        Bounds.within("sessions.resume_timeout", resumeTimeout, Duration.ZERO, Duration.ofMinutes(10));
    }

    public static SessionSettings defaults() {
        return new SessionSettings(Duration.ofSeconds(30), 3, 10_000, 16, Duration.ofSeconds(15));
    }

    /** After this time without a sign of life a session ends. */
    public Duration timeout() {
        return heartbeatInterval.multipliedBy(missedHeartbeats);
    }
}
