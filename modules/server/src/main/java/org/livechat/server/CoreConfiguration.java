package org.livechat.server;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.core.ChannelSettings;
import org.livechat.core.CoreSettings;
import org.livechat.core.PresetChannel;
import org.livechat.core.SessionSettings;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.Resend;
import org.livechat.server.config.ChannelsConfig;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.config.FloorConfig;
import org.livechat.server.config.LivechatConfig;

/** What the configuration means to the control plane. */
final class CoreConfiguration {
    private static final String CUT_IN = "cut-in";
    private static final Duration RESEND_INTERVAL = Duration.ofSeconds(1);

    private CoreConfiguration() {}

    static CoreSettings of(LivechatConfig config, Collection<FloorPolicy> policies) {
        try {
            ChannelsConfig channels = config.channels();
            requirePolicies(config, policies);
            return new CoreSettings(
                    new SessionSettings(
                            config.signaling().heartbeatInterval(),
                            config.signaling().missedHeartbeats(),
                            config.sessions().maximum(),
                            config.sessions().channels()),
                    new ChannelSettings(
                            channels.maximum(),
                            channels.perCreator(),
                            channels.emptyLifetime(),
                            channels.defaultCapacity(),
                            channels.largestCapacity(),
                            channels.messageBytes()),
                    profiles(config.floor(), policies),
                    config.floor().profile(),
                    channels.presets().stream()
                            .map(preset -> new PresetChannel(
                                    preset.id(),
                                    preset.frequency(),
                                    preset.name(),
                                    preset.mode(),
                                    preset.capacity(),
                                    preset.floor()))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()));
        }
    }

    private static void requirePolicies(LivechatConfig config, Collection<FloorPolicy> policies) {
        var names = policies.stream().map(FloorPolicy::name).sorted().toList();
        var asked = new LinkedHashMap<String, String>();
        asked.put("floor.policy", config.floor().policy());
        config.channels()
                .presets()
                .forEach(preset -> preset.floor()
                        .policy()
                        .ifPresent(policy -> asked.put("channels.presets " + preset.id() + " floor.policy", policy)));
        asked.forEach((key, name) -> {
            if (!names.contains(name)) {
                throw new ConfigurationException(
                        "%s is '%s', but has to be the name of a floor policy of this server: %s"
                                .formatted(key, name, String.join(", ", names)));
            }
        });
    }

    private static Map<String, FloorSettings> profiles(FloorConfig floor, Collection<FloorPolicy> policies) {
        Map<String, FloorSettings> profiles = new HashMap<>();
        profiles.put("base", tuned(FloorSettings.base(), floor).withPolicy(floor.policy()));
        profiles.put("mcptt", tuned(FloorSettings.mcptt(), floor).withPolicy(floor.policy()));
        // Only there when its plug-in is.
        if (policies.stream().anyMatch(policy -> policy.name().equals(CUT_IN))) {
            profiles.put(CUT_IN, tuned(FloorSettings.cutIn(), floor).withQueueLimit(0));
        }
        return profiles;
    }

    private static FloorSettings tuned(FloorSettings settings, FloorConfig floor) {
        return settings.withQueueLimit(floor.queueLimit())
                .withEndOfMedia(floor.endOfMedia())
                .withStopTalking(floor.maxTalk())
                .withGrace(floor.grace().orElse(settings.grace()))
                .withHangTime(floor.hangTime().orElse(settings.hangTime()))
                .withPing(floor.pingTimeout())
                .withIdleAgain(again(floor.idleAgain(), settings.idleAgain()))
                .withRevokeAgain(again(floor.revokeAgain(), settings.revokeAgain()))
                .withGrantedAgain(again(floor.grantedAgain(), settings.grantedAgain()))
                .withImminentPerilPriority(floor.imminentPerilPriority())
                .withEmergencyPriority(floor.emergencyPriority());
    }

    private static Resend again(OptionalInt times, Resend ofProfile) {
        return times.isPresent() ? new Resend(RESEND_INTERVAL, times.getAsInt()) : ofProfile;
    }
}
