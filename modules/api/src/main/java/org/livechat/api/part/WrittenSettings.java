package org.livechat.api.part;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings read from texts by key. */
final class WrittenSettings implements Settings {
    private final Map<Setting<?>, Object> values;

    private WrittenSettings(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    static Settings of(List<Setting<?>> declared, Map<String, String> texts) {
        Map<Setting<?>, Object> values = new HashMap<>();
        for (Setting<?> setting : declared) {
            @Nullable String text = texts.get(setting.key());
            values.put(setting, text == null ? setting.byDefault() : setting.read(text, setting.key()));
        }
        for (String key : texts.keySet()) {
            if (declared.stream().noneMatch(setting -> setting.key().equals(key))) {
                throw new SettingRefused("unknown key %s; there are %s"
                        .formatted(key, declared.stream().map(Setting::key).collect(Collectors.joining(", "))));
            }
        }
        return new WrittenSettings(values);
    }

    @Override
    @SuppressWarnings("unchecked") // each value was read by the setting it is stored under
    public <T> T get(Setting<T> setting) {
        @Nullable Object value = values.get(setting);
        if (value == null) {
            throw new IllegalArgumentException("the setting " + setting.key() + " is not declared for this section");
        }
        return (T) Objects.requireNonNull(value);
    }

    @Override
    public SettingRefused refuse(Setting<?> setting, String problem) {
        return new SettingRefused(setting.key() + " " + problem);
    }
}
