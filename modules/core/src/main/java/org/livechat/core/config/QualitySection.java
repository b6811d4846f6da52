package org.livechat.core.config;

import java.util.List;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.core.QualitySettings;

/** The section {@code quality}. */
final class QualitySection {
    private static final QualitySettings DEFAULTS = QualitySettings.defaults();

    private static final Setting<Integer> CHANNELS = Setting.integer(
            "channels", DEFAULTS.channels(), 1, 1000, "The most channels with figures of their own in /metrics.");

    static final Section SECTION = new Section("quality", List.of(CHANNELS));

    private QualitySection() {}

    static QualitySettings of(Settings settings) {
        return new QualitySettings(settings.get(CHANNELS));
    }
}
