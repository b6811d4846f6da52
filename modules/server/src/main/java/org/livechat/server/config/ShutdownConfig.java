package org.livechat.server.config;

import java.time.Duration;

/**
 * How the server stops.
 *
 * @param drainTimeout how long those who talk when it is told to stop may go on
 */
public record ShutdownConfig(Duration drainTimeout) {
    static ShutdownConfig read(Section section) {
        var config = new ShutdownConfig(section.duration("drain_timeout", Duration.ofSeconds(20)));
        section.end();
        return config;
    }
}
