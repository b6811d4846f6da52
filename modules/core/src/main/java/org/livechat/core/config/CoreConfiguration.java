package org.livechat.core.config;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;
import org.livechat.core.CoreSettings;
import org.livechat.core.PresetChannel;

/** The sections that the control plane reads. */
public final class CoreConfiguration {
    private static final Setting<Duration> DRAIN_TIMEOUT = Setting.duration(
            "drain_timeout",
            Duration.ofSeconds(20),
            "How long those who talk when the server is told to stop may go on.");
    private static final Section SHUTDOWN = new Section("shutdown", List.of(DRAIN_TIMEOUT));

    private CoreConfiguration() {}

    /** All of them, in the order in which they are shown. */
    public static List<Section> sections() {
        return List.of(SessionsSection.SECTION, ChannelsSection.SECTION, FloorSection.SECTION, SHUTDOWN);
    }

    /**
     * What they mean.
     *
     * @param configuration what is said in each of {@link #sections()}
     * @param policies the floor policies there are
     * @throws SettingRefused when a value is wrong, or a policy that is named is not there
     */
    public static CoreSettings of(Function<Section, Settings> configuration, Collection<FloorPolicy> policies) {
        Settings floor = configuration.apply(FloorSection.SECTION);
        Settings channels = configuration.apply(ChannelsSection.SECTION);
        try {
            List<PresetChannel> presets = ChannelsSection.presets(channels);
            requirePolicies(FloorSection.policy(floor), presets, policies);
            return new CoreSettings(
                    SessionsSection.of(configuration.apply(SessionsSection.SECTION)),
                    ChannelsSection.of(channels),
                    FloorSection.profiles(floor, policies),
                    FloorSection.profile(floor),
                    presets,
                    configuration.apply(SHUTDOWN).get(DRAIN_TIMEOUT));
        } catch (IllegalArgumentException e) {
            throw new SettingRefused(String.valueOf(e.getMessage()));
        }
    }

    private static void requirePolicies(
            String ofProfiles, List<PresetChannel> presets, Collection<FloorPolicy> policies) {
        var names = policies.stream().map(FloorPolicy::name).sorted().toList();
        var asked = new LinkedHashMap<String, String>();
        asked.put("floor.policy", ofProfiles);
        presets.forEach(preset -> preset.floor()
                .policy()
                .ifPresent(policy -> asked.put("channels.presets " + preset.id() + " floor.policy", policy)));
        asked.forEach((key, name) -> {
            if (!names.contains(name)) {
                throw new SettingRefused("%s is '%s', but has to be the name of a floor policy of this server: %s"
                        .formatted(key, name, String.join(", ", names)));
            }
        });
    }
}
