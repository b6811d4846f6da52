package org.livechat.server.plugin;

import java.util.List;
import java.util.Optional;
import org.livechat.api.part.PluginStatus;
import org.livechat.server.config.PluginDescriptor;
import org.livechat.server.provider.Provided;

/** One plug-in whose classes are loaded and whose providers have been made. */
public record Plugin(PluginDescriptor descriptor, List<Provided> provided) {
    public Plugin {
        provided = List.copyOf(provided);
    }

    public String name() {
        return descriptor.name();
    }

    /** What became of it: it is loaded. */
    public PluginStatus status() {
        return new PluginStatus(
                name(), PluginStatus.Outcome.LOADED, Optional.of(descriptor.version()), provides(), Optional.empty());
    }

    /** Its providers in words. */
    public List<String> provides() {
        return provided.stream().map(Provided::words).toList();
    }
}
