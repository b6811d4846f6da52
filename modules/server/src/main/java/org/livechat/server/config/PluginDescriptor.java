package org.livechat.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the {@code plugin.yaml} of a plug-in says. All keys have to be there, and no others.
 *
 * @param name what the configuration calls the plug-in
 * @param version the plug-in's own version
 * @param api the version of livechat-api that it is written against
 * @param description a sentence for those who operate it
 */
public record PluginDescriptor(String name, String version, String api, String description) {
    private static final List<String> KEYS = List.of("name", "version", "api", "description");

    /**
     * Reads a descriptor.
     *
     * @param label how errors call the file
     * @throws ConfigurationException when it is missing or no YAML, naming the line and the key that is wrong
     */
    public static PluginDescriptor read(Path file, String label) {
        // A descriptor describes a jar: no environment variable and no option changes it.
        Section root = YamlFile.read(file, label, new Overrides(Map.of()), new KnownKeys());
        KEYS.forEach(key -> root.text(key, ""));
        // Before what is missing: a key that is misspelt is both, and this says so.
        root.end();
        return new PluginDescriptor(
                root.requiredText("name"),
                root.requiredText("version"),
                root.requiredText("api"),
                root.requiredText("description"));
    }
}
