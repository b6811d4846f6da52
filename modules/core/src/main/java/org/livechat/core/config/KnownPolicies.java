package org.livechat.core.config;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/**
 * The floor policies that the configuration may name.
 *
 * @param absent why one of some name is not there, as far as that is known
 */
record KnownPolicies(Collection<FloorPolicy> policies, Function<String, Optional<String>> absent) {
    boolean has(String name) {
        return policies.stream().anyMatch(policy -> policy.name().equals(name));
    }

    /** @throws org.livechat.api.part.SettingRefused when there is no policy of this name, which a setting has */
    void require(String name, Settings said, Setting<?> setting) {
        if (!has(name)) {
            throw said.refuse(
                    setting,
                    "is '%s', but has to be the name of a floor policy of this server: %s%s"
                            .formatted(
                                    name,
                                    names(),
                                    absent.apply(name).map("; "::concat).orElse("")));
        }
    }

    private String names() {
        return policies.stream().map(FloorPolicy::name).sorted().collect(Collectors.joining(", "));
    }
}
