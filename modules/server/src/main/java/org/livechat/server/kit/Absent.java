package org.livechat.server.kit;

import java.util.Optional;
import org.livechat.server.plugin.Plugins;
import org.livechat.server.provider.PartKind;

/** Why a part that the configuration names is not there, as far as that is known. */
record Absent(Plugins plugins, HotParts hot) {
    /** A sentence on a part that failed, or on a plug-in that is called as it or after it. */
    Optional<String> why(PartKind kind, String name) {
        return plugins.of(kind).stream()
                .filter(provided -> provided.name().equals(name))
                .flatMap(provided -> hot.failure(provided).stream()
                        .map(reason ->
                                "the %s of %s is left out: %s".formatted(provided.words(), provided.origin(), reason)))
                .findFirst()
                .or(() -> plugins.whyAbsent(name));
    }
}
