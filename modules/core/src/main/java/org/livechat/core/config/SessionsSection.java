package org.livechat.core.config;

import java.time.Duration;
import java.util.List;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.core.SessionSettings;

/** The section {@code sessions}. */
final class SessionsSection {
    private static final Setting<Integer> MAXIMUM =
            Setting.integer("maximum", 10_000, 1, 1_000_000, "The most sessions of this server.");
    private static final Setting<Integer> CHANNELS =
            Setting.integer("channels", 16, 1, 10_000, "The most channels that one session may be in at once.");
    private static final Setting<Duration> HEARTBEAT_INTERVAL = Setting.duration(
            "heartbeat_interval",
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            "How often clients say that they are alive.");
    private static final Setting<Integer> MISSED_HEARTBEATS = Setting.integer(
            "missed_heartbeats",
            3,
            SessionSettings.LEAST_MISSED,
            SessionSettings.MOST_MISSED,
            "A session ends after this many intervals without a sign of life.");
    private static final Setting<Duration> RESUME_TIMEOUT = Setting.duration(
            "resume_timeout",
            Duration.ofSeconds(15),
            Duration.ZERO,
            Duration.ofMinutes(10),
            "How long a session waits for its client, whose connection was lost.");

    static final Section SECTION =
            new Section("sessions", List.of(MAXIMUM, CHANNELS, HEARTBEAT_INTERVAL, MISSED_HEARTBEATS, RESUME_TIMEOUT));

    private SessionsSection() {}

    static SessionSettings of(Settings settings) {
        return new SessionSettings(
                settings.get(HEARTBEAT_INTERVAL),
                settings.get(MISSED_HEARTBEATS),
                settings.get(MAXIMUM),
                settings.get(CHANNELS),
                settings.get(RESUME_TIMEOUT));
    }
}
