package org.livechat.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.floor.FloorMachine;
import org.livechat.floor.FloorSettings;

/** The floor machine of each profile; channels of one profile share it. */
final class FloorProfiles {
    private final Map<String, FloorMachine> machines = new HashMap<>();

    FloorProfiles(Map<String, FloorSettings> profiles, Collection<FloorPolicy> policies) {
        var byName = new TreeMap<String, FloorPolicy>();
        for (var policy : policies) {
            if (byName.put(policy.name(), policy) != null) {
                throw new IllegalArgumentException(
                        "there are two floor policies '" + policy.name() + "', each has to have a name of its own");
            }
        }
        profiles.forEach((name, settings) -> {
            var policy = byName.get(settings.policy());
            if (policy == null) {
                throw new IllegalArgumentException("floor profile '" + name + "' has policy '" + settings.policy()
                        + "', must be one of " + byName.keySet());
            }
            machines.put(name, new FloorMachine(settings, policy));
        });
    }

    /** Of a profile that is there, as {@link CoreSettings} makes sure. */
    FloorMachine machine(String profile) {
        return Optional.ofNullable(machines.get(profile)).orElseThrow();
    }
}
