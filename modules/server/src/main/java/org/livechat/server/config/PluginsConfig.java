package org.livechat.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Plug-ins.
 *
 * @param folder where each has a folder of its own; a relative one is taken from the server's own folder
 * @param required names of those without which the server does not start
 * @param disabled names of those that are left alone
 */
public record PluginsConfig(Path folder, Set<String> required, Set<String> disabled) {
    static PluginsConfig read(Section section) {
        var config = new PluginsConfig(
                Path.of(section.text("folder", "plugins")),
                Set.copyOf(section.texts("required", List.of())),
                Set.copyOf(section.texts("disabled", List.of())));
        for (String name : config.required) {
            if (config.disabled.contains(name)) {
                throw section.refuse("required", "names '%s', which plugins.disabled names too".formatted(name));
            }
        }
        section.end();
        return config;
    }
}
