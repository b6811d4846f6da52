package org.livechat.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/**
 * What the {@code plugin.yaml} of a plug-in says. All keys have to be there, and no others.
 *
 * @param name what the configuration calls the plug-in
 * @param version the plug-in's own version
 * @param api the version of livechat-api that it is written against
 * @param description a sentence for those who operate it
 */
public record PluginDescriptor(String name, String version, String api, String description) {
    private static final Setting<String> NAME = Setting.text("name", "", "What the configuration calls the plug-in.");
    private static final Setting<String> VERSION = Setting.text("version", "", "The plug-in's own version.");
    private static final Setting<String> API =
            Setting.text("api", "", "The version of the contract that it is written against.");
    private static final Setting<String> DESCRIPTION =
            Setting.text("description", "", "A sentence for those who operate it.");
    private static final Section ROOT = new Section("", List.of(NAME, VERSION, API, DESCRIPTION));

    /**
     * Reads a descriptor.
     *
     * @param label how errors call the file
     * @throws ConfigurationException when it is missing or no YAML, naming the line and the key that is wrong
     */
    public static PluginDescriptor read(Path file, String label) {
        // A descriptor describes a jar: no environment variable and no option changes it.
        Settings root = Configuration.read(
                        YamlFile.read(file, label), new Overrides(Map.of()), List.of(ROOT), UnknownSections.REFUSED)
                .of(ROOT);
        return new PluginDescriptor(
                required(root, NAME), required(root, VERSION), required(root, API), required(root, DESCRIPTION));
    }

    private static String required(Settings root, Setting<String> setting) {
        String text = root.get(setting);
        if (text.isEmpty()) {
            throw root.refuse(setting, "is missing");
        }
        return text;
    }
}
