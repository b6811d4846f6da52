package org.livechat.server.kit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.livechat.server.provider.Provided;

/**
 * Policies or codecs with their settings. Immutable.
 *
 * @param all by provider, in the providers' order
 */
record Configured<T>(Map<Provided, T> all) {
    static <T> Configured<T> none() {
        return new Configured<>(Map.of());
    }

    /** Those of other providers; what is there already stays as it is. */
    Configured<T> renewed(List<Provided> providers, Function<Provided, T> configure) {
        Map<Provided, T> next = new LinkedHashMap<>();
        for (Provided provided : providers) {
            next.put(provided, Optional.ofNullable(all.get(provided)).orElseGet(() -> configure.apply(provided)));
        }
        return new Configured<>(next);
    }

    List<T> list() {
        return List.copyOf(all.values());
    }
}
