package org.livechat.api.part;

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
 * @since 1
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
}
