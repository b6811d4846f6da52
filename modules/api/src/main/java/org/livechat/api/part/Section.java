package org.livechat.api.part;

import java.util.List;

/**
 * A section of the configuration and all keys that may stand in it.
 *
 * @param path its keys from the root on, separated by dots; empty for the root itself
 * @param settings what may stand there
 * @since 1
 */
public record Section(String path, List<Setting<?>> settings) {
    public Section {
        settings = List.copyOf(settings);
    }

    /** What a provider declares. */
    public static Section of(PartProvider provider) {
        return new Section(provider.section(), provider.settings());
    }

    /** The whole path of one of its keys. */
    public String pathOf(Setting<?> setting) {
        return path.isEmpty() ? setting.key() : path + "." + setting.key();
    }
}
