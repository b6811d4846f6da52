package org.livechat.server.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;

/**
 * The section {@code plugins} of the configuration.
 *
 * @param folder where each plug-in has a folder of its own
 * @param required names of those without which the server does not start
 * @param disabled names of those that are left alone
 * @param said where that was read
 */
public record PluginsSection(Path folder, Set<String> required, Set<String> disabled, Settings said) {
    private static final Setting<String> FOLDER = Setting.text(
            "folder", "plugins", "Where each plug-in has a folder; a relative one is taken from the server's own.");
    private static final Setting<List<String>> REQUIRED =
            Setting.texts("required", List.of(), "Names of plug-ins without which the server does not start.");
    private static final Setting<List<String>> DISABLED =
            Setting.texts("disabled", List.of(), "Names of plug-ins that are left alone.");

    /** What may stand there. */
    public static final Section SECTION = new Section("plugins", List.of(FOLDER, REQUIRED, DISABLED));

    /**
     * Reads it.
     *
     * @param home what a relative folder is taken from
     */
    public static PluginsSection read(Settings said, Path home) {
        var section = new PluginsSection(
                home.resolve(said.get(FOLDER)), Set.copyOf(said.get(REQUIRED)), Set.copyOf(said.get(DISABLED)), said);
        for (String name : section.required) {
            if (section.disabled.contains(name)) {
                throw said.refuse(REQUIRED, "names '%s', which plugins.disabled names too".formatted(name));
            }
        }
        return section;
    }

    /** An error about what is required, to be thrown. */
    SettingRefused refuseRequired(String problem) {
        return said.refuse(REQUIRED, problem);
    }

    /** An error about the folder, to be thrown. */
    SettingRefused refuseFolder(String problem) {
        return said.refuse(FOLDER, problem);
    }
}
