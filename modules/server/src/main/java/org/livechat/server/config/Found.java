package org.livechat.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.part.Setting;
import org.livechat.api.part.SettingType;
import org.livechat.api.part.Settings;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The value of a setting and where it came from.
 *
 * @param origin file and line, environment variable, option; the word default
 */
record Found<T>(Setting<T> setting, T value, String origin) {
    /**
     * Finds a setting. What is overridden has to be sound, too: it is what there is once the override has gone.
     *
     * @param path of its key, as overrides call it; in the mapping it is looked for by the same path
     */
    static <T> Found<T> in(YamlMapping root, String path, Setting<T> setting, Overrides overrides) {
        Found<T> found = in(root, path, path, setting);
        for (Value override : overrides.of(path)) {
            found = new Found<>(
                    setting, setting.read(override.text(), override.origin() + ": " + path), override.origin());
        }
        return found;
    }

    private static <T> Found<T> in(YamlMapping mapping, String key, String path, Setting<T> setting) {
        Optional<Node> node = mapping.find(key);
        return node.isPresent()
                ? new Found<>(setting, of(mapping, key, path, node.get(), setting), mapping.place(node.get()))
                : new Found<>(setting, setting.byDefault(), mapping.place());
    }

    @SuppressWarnings("unchecked") // what Texts and Mappings are types of is fixed
    private static <T> T of(YamlMapping mapping, String key, String path, Node node, Setting<T> setting) {
        return switch (setting.type()) {
            case SettingType.One<T> _ -> setting.read(mapping.text(key, node), mapping.place(node) + ": " + path);
            case SettingType.Texts texts ->
                (T) texts.checked(mapping.texts(key, node), mapping.place(node) + ": " + path);
            case SettingType.Mappings mappings -> {
                List<Settings> items = new ArrayList<>();
                for (YamlMapping item : mapping.mappings(key, node)) {
                    items.add(item(item, mappings.keys()));
                }
                yield (T) List.copyOf(items);
            }
        };
    }

    private static Settings item(YamlMapping item, List<Setting<?>> keys) {
        item.refuseUnknown(new KnownKeys(
                keys.stream()
                        .map(setting -> YamlMapping.join(item.path(), setting.key()))
                        .toList(),
                UnknownSections.REFUSED));
        Map<Setting<?>, Found<?>> values = new HashMap<>();
        for (Setting<?> setting : keys) {
            values.put(setting, in(item, setting.key(), YamlMapping.join(item.path(), setting.key()), setting));
        }
        return new FoundSettings(item.path(), item.place(), values);
    }

    /** As {@code --print-config} shows it. */
    String written() {
        return setting.write(value);
    }
}
