package org.livechat.server.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.livechat.floor.FloorSettings;

/**
 * Floor control of the channels that say nothing of their own.
 *
 * @param profile base, mcptt or cut-in
 * @param policy the name of the policy that judges requests in the profiles base and mcptt
 * @param queueLimit how many may wait
 * @param endOfMedia T1, the pause that ends a burst
 * @param maxTalk T2, how long a burst may be
 * @param grace T3, how long one who was told to stop may go on; that of the profile when empty
 * @param hangTime T4, how long nobody talks until the channel counts as quiet; that of the profile when empty
 * @param pingTimeout how long a holder may be silent in both signaling and media
 * @param idleAgain T7, how often IDLE is repeated, once a second; as the profile when empty
 * @param revokeAgain T8, how often REVOKE is repeated to one who still sends; as the profile when empty
 * @param grantedAgain T20, how often GRANTED is repeated to one served from the queue; as the profile when empty
 * @param imminentPerilPriority what an imminent peril request without a priority is raised to
 * @param emergencyPriority what an emergency request without a priority is raised to
 */
public record FloorConfig(
        String profile,
        String policy,
        int queueLimit,
        Duration endOfMedia,
        Duration maxTalk,
        Optional<Duration> grace,
        Optional<Duration> hangTime,
        Duration pingTimeout,
        OptionalInt idleAgain,
        OptionalInt revokeAgain,
        OptionalInt grantedAgain,
        int imminentPerilPriority,
        int emergencyPriority) {
    private static final int MOST_TIMES = 1000;

    private static final String OF_THE_PROFILE = "profile";

    static FloorConfig read(Section section) {
        var config = new FloorConfig(
                section.choice("profile", "base", Set.of("base", "mcptt", "cut-in")),
                section.text("policy", "priority"),
                section.integer("queue_limit", 10, 0, FloorSettings.MOST_QUEUED),
                section.duration("end_of_media", Duration.ofSeconds(4)),
                section.duration("max_talk", Duration.ofSeconds(30)),
                section.durationUnless("grace", OF_THE_PROFILE),
                section.durationUnless("hang_time", OF_THE_PROFILE),
                section.duration("ping_timeout", Duration.ofSeconds(6)),
                section.integerUnless("idle_again", OF_THE_PROFILE, 0, MOST_TIMES),
                section.integerUnless("revoke_again", OF_THE_PROFILE, 0, MOST_TIMES),
                section.integerUnless("granted_again", OF_THE_PROFILE, 0, MOST_TIMES),
                section.integer("imminent_peril_priority", 200, 0, 255),
                section.integer("emergency_priority", 255, 0, 255));
        section.end();
        return config;
    }
}
