package org.livechat.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
    private static final Pattern NAME_FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Section ROOT = new Section("", List.of(NAME, VERSION, API, DESCRIPTION));

    /**
     * Reads a descriptor.
     *
     * @param label how errors call the file
     * @param folder the name of its folder, which the plug-in has to have
     * @param contract the version of livechat-api that this server has
     * @throws ConfigurationException when it is missing or no YAML, naming the line and the key that is wrong
     * @throws org.livechat.api.part.SettingRefused when a value is wrong, likewise
     */
    public static PluginDescriptor read(Path file, String label, String folder, String contract) {
        // A descriptor describes a jar: no environment variable and no option changes it.
        Settings root = Configuration.read(
                        YamlFile.read(file, label), new Overrides(Map.of()), List.of(ROOT), UnknownSections.REFUSED)
                .of(ROOT);
        var descriptor = new PluginDescriptor(
                required(root, NAME), required(root, VERSION), required(root, API), required(root, DESCRIPTION));
        if (!NAME_FORM.matcher(descriptor.name).matches()) {
            throw root.refuse(NAME, "is '%s', but has to be 1 to 64 of a-z 0-9 -".formatted(descriptor.name));
        }
        if (!descriptor.name.equals(folder)) {
            throw root.refuse(
                    NAME,
                    "is '%s', but its folder is called '%s'; both have to be the same"
                            .formatted(descriptor.name, folder));
        }
        if (!descriptor.api.equals(contract)) {
            throw root.refuse(API, "is '%s', but this server has version '%s'".formatted(descriptor.api, contract));
        }
        return descriptor;
    }

    private static String required(Settings root, Setting<String> setting) {
        String text = root.get(setting);
        if (text.isEmpty()) {
            throw root.refuse(setting, "is missing");
        }
        return text;
    }
}
