package org.livechat.api.part;

import java.util.List;
import java.util.Map;

/**
 * What the configuration says in one section: the values in effect of the settings that were declared for it. Immutable.
 *
 * @since 1
 */
public interface Settings {
    /**
     * The value of a setting, from the command line, the environment or the file, or its default.
     *
     * @throws IllegalArgumentException if the setting was not declared for this section
     */
    <T> T get(Setting<T> setting);

    /**
     * An error about a value that only its reader can judge, such as a file that is not there, to be thrown.
     *
     * @param problem what is wrong and what would be right; follows the key's name: {@code is '7', but has to be even}
     */
    SettingRefused refuse(Setting<?> setting, String problem);

    /**
     * Settings that stand in no file, for tests of parts.
     *
     * @param declared all there are
     * @param texts values as a file has them, by key; the others have their defaults
     * @throws SettingRefused when a key is unknown or a value wrong
     */
    static Settings of(List<Setting<?>> declared, Map<String, String> texts) {
        return WrittenSettings.of(declared, texts);
    }
}
