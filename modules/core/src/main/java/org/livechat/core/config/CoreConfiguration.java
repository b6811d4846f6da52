package org.livechat.core.config;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;
import org.livechat.core.CoreSettings;

/** The sections that the control plane reads. */
public final class CoreConfiguration {
    private static final Setting<Duration> DRAIN_TIMEOUT = Setting.duration(
            "drain_timeout",
            Duration.ofSeconds(20),
            Duration.ZERO,
            Duration.ofDays(1),
            "How long those who talk when the server is told to stop may go on.");
    private static final Section SHUTDOWN = new Section("shutdown", List.of(DRAIN_TIMEOUT));

    private CoreConfiguration() {}

    /** All of them, in the order in which they are shown. */
    public static List<Section> sections() {
        return List.of(
                SessionsSection.SECTION,
                ChannelsSection.SECTION,
                FloorSection.SECTION,
                QualitySection.SECTION,
                SHUTDOWN);
    }

    /**
     * What they mean.
     *
     * @param configuration what is said in each of {@link #sections()}
     * @param policies the floor policies there are
     * @param absent why a policy of some name is not there, as far as that is known
     * @param noRecorder why nothing can be recorded on this server; empty where it can
     * @throws SettingRefused when a value is wrong, a policy that is named is not there, or a channel is to be recorded and cannot be
     */
    public static CoreSettings of(
            Function<Section, Settings> configuration,
            Collection<FloorPolicy> policies,
            Function<String, Optional<String>> absent,
            Optional<String> noRecorder) {
        Settings floor = configuration.apply(FloorSection.SECTION);
        Settings channels = configuration.apply(ChannelsSection.SECTION);
        var known = new KnownPolicies(policies, absent);
        FloorSection.requirePolicy(floor, known);
        ChannelsSection.requirePolicies(channels, known);
        ChannelsSection.requireRecorder(channels, noRecorder);
        try {
            return new CoreSettings(
                    SessionsSection.of(configuration.apply(SessionsSection.SECTION)),
                    ChannelsSection.of(channels),
                    FloorSection.profiles(floor, policies),
                    FloorSection.profile(floor),
                    ChannelsSection.presets(channels),
                    QualitySection.of(configuration.apply(QualitySection.SECTION)),
                    configuration.apply(SHUTDOWN).get(DRAIN_TIMEOUT));
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()), configuration);
        }
    }

    /** What is wrong only together with something else is found later: its error begins with the key, whose place is added. */
    private static SettingRefused refused(String error, Function<Section, Settings> configuration) {
        for (Section section : sections()) {
            for (Setting<?> setting : section.settings()) {
                String key = section.pathOf(setting) + " ";
                if (error.startsWith(key)) {
                    return configuration.apply(section).refuse(setting, error.substring(key.length()));
                }
            }
        }
        return new SettingRefused(error);
    }
}
