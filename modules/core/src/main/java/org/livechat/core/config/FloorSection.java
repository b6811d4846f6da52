package org.livechat.core.config;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.Resend;

/** The section {@code floor}: floor control of the channels that say nothing of their own. */
final class FloorSection {
    private static final int MOST_TIMES = 1000;
    private static final int HIGHEST_PRIORITY = 255;
    private static final String OF_THE_PROFILE = "profile";
    private static final String CUT_IN = "cut-in";
    private static final Duration RESEND_INTERVAL = Duration.ofSeconds(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static final Setting<String> PROFILE = Setting.choice(
            "profile", "base", List.of("base", "mcptt", CUT_IN), "How floors behave where a channel does not say.");
    private static final Setting<String> POLICY =
            Setting.text("policy", "priority", "Who judges requests in the profiles base and mcptt.");
    private static final Setting<Integer> QUEUE_LIMIT =
            Setting.integer("queue_limit", 10, 0, FloorSettings.MOST_QUEUED, "How many may wait for a floor.");
    private static final Setting<Duration> END_OF_MEDIA = Setting.duration(
            "end_of_media", Duration.ofSeconds(4), Duration.ofMillis(100), DAY, "T1: a pause this long ends a burst.");
    private static final Setting<Duration> MAX_TALK =
            Setting.duration("max_talk", Duration.ofSeconds(30), SECOND, DAY, "T2: how long one burst may be.");
    private static final Setting<Optional<Duration>> GRACE = Setting.durationUnless(
            "grace", OF_THE_PROFILE, Duration.ZERO, DAY, "T3: how long one who was told to stop may go on.");
    private static final Setting<Optional<Duration>> HANG_TIME = Setting.durationUnless(
            "hang_time",
            OF_THE_PROFILE,
            Duration.ZERO,
            DAY,
            "T4: how long a floor is idle until its channel counts as quiet.");
    private static final Setting<Duration> PING_TIMEOUT = Setting.duration(
            "ping_timeout",
            Duration.ofSeconds(6),
            SECOND,
            DAY,
            "A holder that sends neither FLOOR_PING nor media for this long loses the floor.");
    private static final Setting<OptionalInt> IDLE_AGAIN = Setting.integerUnless(
            "idle_again", OF_THE_PROFILE, 0, MOST_TIMES, "T7: how often IDLE is repeated, once a second.");
    private static final Setting<OptionalInt> REVOKE_AGAIN = Setting.integerUnless(
            "revoke_again", OF_THE_PROFILE, 0, MOST_TIMES, "T8: how often REVOKE is repeated to one who still sends.");
    private static final Setting<OptionalInt> GRANTED_AGAIN = Setting.integerUnless(
            "granted_again",
            OF_THE_PROFILE,
            0,
            MOST_TIMES,
            "T20: how often GRANTED is repeated to one served from the queue.");
    private static final Setting<Integer> IMMINENT_PERIL_PRIORITY = Setting.integer(
            "imminent_peril_priority",
            200,
            0,
            HIGHEST_PRIORITY,
            "What an imminent peril request without a priority is raised to.");
    private static final Setting<Integer> EMERGENCY_PRIORITY = Setting.integer(
            "emergency_priority",
            255,
            0,
            HIGHEST_PRIORITY,
            "What an emergency request without a priority is raised to.");

    static final Section SECTION = new Section(
            "floor",
            List.of(
                    PROFILE,
                    POLICY,
                    QUEUE_LIMIT,
                    END_OF_MEDIA,
                    MAX_TALK,
                    GRACE,
                    HANG_TIME,
                    PING_TIMEOUT,
                    IDLE_AGAIN,
                    REVOKE_AGAIN,
                    GRANTED_AGAIN,
                    IMMINENT_PERIL_PRIORITY,
                    EMERGENCY_PRIORITY));

    private FloorSection() {}

    static String profile(Settings floor) {
        return floor.get(PROFILE);
    }

    static String policy(Settings floor) {
        return floor.get(POLICY);
    }

    /** @throws org.livechat.api.part.SettingRefused when the policy of all profiles, or that of the one, is not there */
    static void requirePolicy(Settings floor, KnownPolicies known) {
        known.require(policy(floor), floor, POLICY);
        if (profile(floor).equals(CUT_IN)) {
            known.require(CUT_IN, floor, PROFILE);
        }
    }

    static Map<String, FloorSettings> profiles(Settings floor, Collection<FloorPolicy> policies) {
        Map<String, FloorSettings> profiles = new HashMap<>();
        String policy = policy(floor);
        profiles.put("base", tuned(FloorSettings.base(), floor).withPolicy(policy));
        profiles.put("mcptt", tuned(FloorSettings.mcptt(), floor).withPolicy(policy));
        // Only there when its plug-in is.
        if (policies.stream().anyMatch(there -> there.name().equals(CUT_IN))) {
            profiles.put(CUT_IN, tuned(FloorSettings.cutIn(), floor).withQueueLimit(0));
        }
        return profiles;
    }

    private static FloorSettings tuned(FloorSettings ofProfile, Settings floor) {
        return ofProfile
                .withQueueLimit(floor.get(QUEUE_LIMIT))
                .withEndOfMedia(floor.get(END_OF_MEDIA))
                .withStopTalking(floor.get(MAX_TALK))
                .withGrace(floor.get(GRACE).orElse(ofProfile.grace()))
                .withHangTime(floor.get(HANG_TIME).orElse(ofProfile.hangTime()))
                .withPing(floor.get(PING_TIMEOUT))
                .withIdleAgain(again(floor.get(IDLE_AGAIN), ofProfile.idleAgain()))
                .withRevokeAgain(again(floor.get(REVOKE_AGAIN), ofProfile.revokeAgain()))
                .withGrantedAgain(again(floor.get(GRANTED_AGAIN), ofProfile.grantedAgain()))
                .withImminentPerilPriority(floor.get(IMMINENT_PERIL_PRIORITY))
                .withEmergencyPriority(floor.get(EMERGENCY_PRIORITY));
    }

    private static Resend again(OptionalInt times, Resend ofProfile) {
        return times.isPresent() ? new Resend(RESEND_INTERVAL, times.getAsInt()) : ofProfile;
    }
}
