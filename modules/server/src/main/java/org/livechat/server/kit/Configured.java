package org.livechat.server.kit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.livechat.api.part.SettingRefused;
import org.livechat.server.provider.Provided;

/**
 * Policies or codecs with their settings. Immutable.
 *
 * @param all by provider, in the providers' order
 * @param failed why each of the others could not be configured
 */
record Configured<T>(Map<Provided, T> all, Map<Provided, String> failed) {
    static <T> Configured<T> none() {
        return new Configured<>(Map.of(), Map.of());
    }

    /**
     * Those of other providers; what is there already stays as it is, and what has failed is not tried again.
     *
     * @param onFailure is told of one that fails; where it returns, that one is left out
     * @throws SettingRefused when a setting is wrong
     */
    Configured<T> renewed(List<Provided> providers, Function<Provided, T> configure, Consumer<PartFailure> onFailure) {
        Map<Provided, T> next = new LinkedHashMap<>();
        Map<Provided, String> nextFailed = new LinkedHashMap<>();
        for (Provided provided : providers) {
            if (failed.containsKey(provided)) {
                nextFailed.put(provided, failed.get(provided));
                continue;
            }
            try {
                next.put(provided, Optional.ofNullable(all.get(provided)).orElseGet(() -> configure.apply(provided)));
            } catch (SettingRefused e) {
                throw e;
            } catch (RuntimeException e) {
                var failure = PartFailure.of(provided, e);
                onFailure.accept(failure);
                nextFailed.put(provided, failure.reason());
            }
        }
        return new Configured<>(next, nextFailed);
    }

    List<T> list() {
        return List.copyOf(all.values());
    }
}
