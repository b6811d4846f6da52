package org.livechat.server.config;

import java.time.Duration;
import java.util.Set;

/**
 * Floor control of the channels that say nothing of their own.
 *
 * @param profile base, mcptt or cut-in
 * @param policy the name of the policy that judges requests
 * @param queueLimit how many may wait
 * @param maxTalk T2, how long a burst may be
 * @param pingTimeout how long a holder may be silent in both signaling and media
 */
public record FloorConfig(String profile, String policy, int queueLimit, Duration maxTalk, Duration pingTimeout) {
    static FloorConfig read(Section section) {
        var config = new FloorConfig(
                section.choice("profile", "base", Set.of("base", "mcptt", "cut-in")),
                section.text("policy", "priority"),
                section.integer("queue_limit", 10, 0, 10_000),
                section.duration("max_talk", Duration.ofSeconds(30)),
                section.duration("ping_timeout", Duration.ofSeconds(6)));
        section.end();
        return config;
    }
}
