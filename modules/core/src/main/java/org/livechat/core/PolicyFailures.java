package org.livechat.core;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.livechat.floor.FloorEffect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what floor policies did wrong: at most once a minute a policy, since any client can make a broken one fail. */
final class PolicyFailures {
    private static final Logger log = LoggerFactory.getLogger(PolicyFailures.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final TimeSource time;
    private final Map<String, Long> loggedAtNanos = new ConcurrentHashMap<>();

    PolicyFailures(TimeSource time) {
        this.time = time;
    }

    void report(String channelId, FloorEffect.PolicyFailed failure) {
        long now = time.nanoTime();
        var last = loggedAtNanos.get(failure.policyName());
        if (last == null || now - last >= QUIET_NANOS) {
            loggedAtNanos.put(failure.policyName(), now);
            log.error(
                    "Floor policy '{}' failed in channel {}: {}; the floor goes on without its judgement",
                    failure.policyName(),
                    channelId,
                    failure.problem(),
                    failure.thrown().orElse(null));
        }
    }
}
