package org.livechat.server.plugin;

import java.util.List;
import java.util.Optional;

/**
 * What became of one plug-in folder, or of a required plug-in that has none.
 *
 * @param name the name of the folder
 * @param outcome what became of it
 * @param version its own version; empty when its descriptor could not be read
 * @param provides what it adds, such as {@code floor policy fifo}; empty when it is not loaded
 * @param reason one sentence about why it was refused; empty when it was not
 */
public record PluginStatus(
        String name, Outcome outcome, Optional<String> version, List<String> provides, Optional<String> reason) {
    /** What can become of a plug-in. */
    public enum Outcome {
        LOADED,
        REFUSED,
        DISABLED
    }

    public PluginStatus {
        provides = List.copyOf(provides);
    }

    static PluginStatus loaded(Plugin plugin) {
        return new PluginStatus(
                plugin.descriptor().name(),
                Outcome.LOADED,
                Optional.of(plugin.descriptor().version()),
                plugin.provides(),
                Optional.empty());
    }

    static PluginStatus refused(String name, String reason) {
        return new PluginStatus(name, Outcome.REFUSED, Optional.empty(), List.of(), Optional.of(reason));
    }

    static PluginStatus disabled(String name) {
        return new PluginStatus(name, Outcome.DISABLED, Optional.empty(), List.of(), Optional.empty());
    }
}
