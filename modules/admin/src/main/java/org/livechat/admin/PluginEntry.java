package org.livechat.admin;

import java.util.List;
import java.util.Optional;

/**
 * A plug-in as operators see it.
 *
 * @param name of its folder
 * @param state {@code loaded}, {@code refused} or {@code disabled}
 * @param version its own
 * @param provides what it adds
 * @param reason why it was refused
 */
public record PluginEntry(
        String name, String state, Optional<String> version, List<String> provides, Optional<String> reason) {
    public PluginEntry {
        provides = List.copyOf(provides);
    }
}
