package org.livechat.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.core.QualitySettings;

/** The section {@code quality}. */
final class QualitySection {
    private static final QualitySettings DEFAULTS = QualitySettings.defaults();

    private static final Setting<Integer> CHANNELS = Setting.integer(
            "channels", DEFAULTS.channels(), 1, 1000, "The most channels with figures of their own in /metrics.");
    private static final Setting<Duration> WINDOW = Setting.duration(
            "window",
            DEFAULTS.window(),
            Duration.ofSeconds(10),
            Duration.ofHours(1),
            "Measurements that are older than this raise no alarm.");
    private static final Setting<Duration> ACCESS = alarm(
            "access_alarm",
            DEFAULTS.accessAlarm(),
            "Alarm when more than 5 % of floor requests are granted later; 0s: none.");
    private static final Setting<Duration> MOUTH_TO_EAR =
            alarm("mouth_to_ear_alarm", DEFAULTS.mouthToEarAlarm(), "The same for voices that take longer; 0s: none.");
    private static final Setting<Duration> LATE_ENTRY = alarm(
            "late_entry_alarm",
            DEFAULTS.lateEntryAlarm(),
            "The same for members who come late and hear later; 0s: none.");

    static final Section SECTION = new Section("quality", List.of(CHANNELS, WINDOW, ACCESS, MOUTH_TO_EAR, LATE_ENTRY));

    private QualitySection() {}

    private static Setting<Duration> alarm(String key, Optional<Duration> byDefault, String description) {
        return Setting.duration(
                key, byDefault.orElse(Duration.ZERO), Duration.ZERO, Duration.ofMinutes(1), description);
    }

    static QualitySettings of(Settings settings) {
        return new QualitySettings(
                settings.get(CHANNELS),
                settings.get(WINDOW),
                unlessZero(settings.get(ACCESS)),
                unlessZero(settings.get(MOUTH_TO_EAR)),
                unlessZero(settings.get(LATE_ENTRY)));
    }

    private static Optional<Duration> unlessZero(Duration threshold) {
        return Optional.of(threshold).filter(Duration::isPositive);
    }
}
