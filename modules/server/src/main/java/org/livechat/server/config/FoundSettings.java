package org.livechat.server.config;

import java.util.Map;
import java.util.Optional;
import org.livechat.api.part.Setting;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;

/** The settings of one section, or of one mapping in a list, that know where they were found. */
final class FoundSettings implements Settings {
    private final String path;
    private final String place;
    private final Map<Setting<?>, Found<?>> values;

    /** @param place of the section as a whole */
    FoundSettings(String path, String place, Map<Setting<?>, Found<?>> values) {
        this.path = path;
        this.place = place;
        this.values = Map.copyOf(values);
    }

    @Override
    @SuppressWarnings("unchecked") // each was found by the setting it is stored under
    public <T> T get(Setting<T> setting) {
        Found<?> found = values.get(setting);
        if (found == null) {
            throw new IllegalArgumentException(
                    "the setting %s is not declared for the section '%s'".formatted(setting.key(), path));
        }
        return ((Found<T>) found).value();
    }

    @Override
    public SettingRefused refuse(Setting<?> setting, String problem) {
        String origin = Optional.<Found<?>>ofNullable(values.get(setting))
                .map(Found::origin)
                .orElse(place);
        return new SettingRefused("%s: %s %s".formatted(origin, YamlMapping.join(path, setting.key()), problem));
    }
}
