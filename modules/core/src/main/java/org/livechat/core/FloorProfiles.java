package org.livechat.core;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.FloorChoice;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.floor.FloorMachine;
import org.livechat.floor.FloorSettings;

/**
 * The floor machines of one set of policies: one of each profile, shared by the channels that choose nothing else, and what
 * others choose. Immutable.
 */
final class FloorProfiles {
    private final Map<String, FloorSettings> profiles;
    private final Map<String, FloorPolicy> policies = new TreeMap<>();
    private final Map<String, FloorMachine> machines = new TreeMap<>();
    private final String defaultProfile;

    /** @throws IllegalArgumentException when a profile's policy is missing, or two policies have one name */
    FloorProfiles(Map<String, FloorSettings> profiles, String defaultProfile, Collection<FloorPolicy> policies) {
        for (var policy : policies) {
            if (this.policies.put(policy.name(), policy) != null) {
                throw new IllegalArgumentException(
                        "there are two floor policies '" + policy.name() + "', each has to have a name of its own");
            }
        }
        profiles.forEach((name, settings) -> {
            var policy = this.policies.get(settings.policy());
            if (policy == null) {
                throw new IllegalArgumentException("floor profile '" + name + "' has policy '" + settings.policy()
                        + "', must be one of " + this.policies.keySet());
            }
            machines.put(name, new FloorMachine(settings, policy));
        });
        this.profiles = profiles;
        this.defaultProfile = defaultProfile;
    }

    /**
     * The same profiles with other policies.
     *
     * @throws IllegalArgumentException when a profile's policy is missing, or two policies have one name
     */
    FloorProfiles with(Collection<FloorPolicy> others) {
        return new FloorProfiles(profiles, defaultProfile, others);
    }

    /** The names of the policies there are. */
    Set<String> policies() {
        return policies.keySet();
    }

    /** @throws RequestRefused when there is no such policy */
    FloorMachine machine(FloorSettings settings) {
        return machines.values().stream()
                .filter(shared -> shared.settings().equals(settings))
                .findFirst()
                .orElseGet(() -> new FloorMachine(settings, require(settings.policy())));
    }

    private FloorPolicy require(String name) {
        var policy = policies.get(name);
        if (policy == null) {
            throw refused("policy", name, policies.keySet());
        }
        return policy;
    }

    /** @throws RequestRefused when there is no such profile or policy, or the queue is too long */
    FloorMachine machine(FloorChoice choice) {
        String profile = choice.profile().orElse(defaultProfile);
        var shared = machines.get(profile);
        if (shared == null) {
            throw refused("profile", profile, machines.keySet());
        }
        if (choice.policy().isEmpty() && choice.queueLimit().isEmpty()) {
            return shared;
        }
        var settings = shared.settings()
                .withPolicy(choice.policy().orElse(shared.settings().policy()))
                .withQueueLimit(queueLimit(choice, shared.settings()));
        return machine(settings);
    }

    /**
     * The machine of each preset.
     *
     * @throws IllegalArgumentException when one of them is refused
     */
    Map<PresetChannel, FloorMachine> machines(List<PresetChannel> presets) {
        Map<PresetChannel, FloorMachine> ofPresets = new LinkedHashMap<>();
        for (var preset : presets) {
            try {
                ofPresets.put(preset, machine(preset.floor()));
            } catch (RequestRefused e) {
                throw new IllegalArgumentException(
                        "channels.presets has channel '" + preset.id() + "', which is wrong: " + e.reason(), e);
            }
        }
        return ofPresets;
    }

    private static int queueLimit(FloorChoice choice, FloorSettings settings) {
        int limit = choice.queueLimit().orElse(settings.queueLimit());
        if (limit < 0 || limit > FloorSettings.MOST_QUEUED) {
            throw new RequestRefused(
                    ErrorCode.INVALID_PAYLOAD,
                    "floor.queue_limit is " + limit + ", has to be 0 to " + FloorSettings.MOST_QUEUED);
        }
        return limit;
    }

    private static RequestRefused refused(String key, String value, Set<String> choices) {
        return new RequestRefused(
                ErrorCode.INVALID_PAYLOAD,
                "floor." + key + " is '" + value + "', has to be one of " + String.join(", ", choices));
    }
}
