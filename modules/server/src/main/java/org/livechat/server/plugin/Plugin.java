package org.livechat.server.plugin;

import java.util.List;
import java.util.stream.Stream;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.media.CodecProvider;
import org.livechat.server.config.PluginDescriptor;

/** One plug-in whose classes are loaded and whose providers have been made; the policies by the names they gave. */
record Plugin(PluginDescriptor descriptor, List<NamedPolicy> policies, List<CodecProvider> codecs) {
    /** A policy with the name it gave when it was asked for the first time. */
    record NamedPolicy(String name, FloorPolicy policy) {}

    Plugin {
        policies = List.copyOf(policies);
        codecs = List.copyOf(codecs);
    }

    /** Its providers in words. */
    List<String> provides() {
        return Stream.concat(
                        policies.stream().map(policy -> "floor policy " + policy.name()),
                        codecs.stream().map(codec -> "codec " + codec.name()))
                .toList();
    }
}
