package org.livechat.core;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.livechat.api.RequestRefused;
import org.livechat.floor.FloorSettings;

/**
 * Everything about the control plane that is configurable.
 *
 * @param sessions what bounds sessions
 * @param channels what bounds channels
 * @param floorProfiles how floors behave, by name; each names its policy
 * @param defaultFloorProfile name of the profile of channels that choose none
 * @param presets channels that are there from the start
 * @param quality how channels are measured
 * @param drainLimit how long a drain that does not say so lets bursts go on
 */
public record CoreSettings(
        SessionSettings sessions,
        ChannelSettings channels,
        Map<String, FloorSettings> floorProfiles,
        String defaultFloorProfile,
        List<PresetChannel> presets,
        QualitySettings quality,
        Duration drainLimit) {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

    public CoreSettings {
        floorProfiles = Map.copyOf(floorProfiles);
        presets = List.copyOf(presets);
        requireProfile("floor.profile", defaultFloorProfile, floorProfiles);
        for (var preset : presets) {
            requireProfile(
                    "channels.presets " + preset.id() + " floor.profile",
                    preset.floor().profile().orElse(defaultFloorProfile),
                    floorProfiles);
        }
        requireSound(presets, channels);
        if (presets.size() > channels.maxChannels()) {
            throw new IllegalArgumentException("channels.presets has " + presets.size()
                    + " channels, must have at most channels.maximum, " + channels.maxChannels());
        }
    }

    /** With the default drain limit, measured as by default. */
    public CoreSettings(
            SessionSettings sessions,
            ChannelSettings channels,
            Map<String, FloorSettings> floorProfiles,
            String defaultFloorProfile,
            List<PresetChannel> presets) {
        this(sessions, channels, floorProfiles, defaultFloorProfile, presets, QualitySettings.defaults(), DRAIN_LIMIT);
    }

    private static void requireSound(List<PresetChannel> presets, ChannelSettings channels) {
        var rules = new ChannelRules(channels.maxCapacity(), channels.messageLimitBytes());
        var taken = new HashSet<String>();
        for (var preset : presets) {
            try {
                rules.check(preset.asNewChannel());
            } catch (RequestRefused e) {
                throw new IllegalArgumentException(
                        "channels.presets has channel '" + preset.id() + "', which is wrong: " + e.reason(), e);
            }
            if (!taken.add("id " + preset.id()) || !taken.add("frequency " + preset.frequency())) {
                throw new IllegalArgumentException("channels.presets has channel '" + preset.id() + "' on frequency "
                        + preset.frequency() + ", id and frequency must each be there once");
            }
        }
    }

    private static void requireProfile(String key, String name, Map<String, FloorSettings> profiles) {
        if (!profiles.containsKey(name)) {
            throw new IllegalArgumentException(key + " is '" + name + "', must be one of "
                    + profiles.keySet().stream().sorted().toList());
        }
    }
}
