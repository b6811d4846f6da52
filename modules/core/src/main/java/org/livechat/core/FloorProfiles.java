package org.livechat.core;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.FloorChoice;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.floor.FloorMachine;
import org.livechat.floor.FloorSettings;

/** The floor machines: one of each profile, shared by the channels that choose nothing else, and what others choose. */
final class FloorProfiles {
    private final Map<String, FloorPolicy> policies = new TreeMap<>();
    private final Map<String, FloorMachine> machines = new TreeMap<>();
    private final String defaultProfile;

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
        this.defaultProfile = defaultProfile;
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
        var policy = policies.get(settings.policy());
        if (policy == null) {
            throw refused("policy", settings.policy(), policies.keySet());
        }
        return new FloorMachine(settings, policy);
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
