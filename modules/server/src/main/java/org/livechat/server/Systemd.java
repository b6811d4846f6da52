package org.livechat.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service manager that speaks sd_notify(3) is told: ready, stopping, still alive. Without one in the environment
 * nothing is sent.
 */
final class Systemd {
    private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);

    private final Optional<String> socket;
    private final Optional<Duration> watchdog;

    private Systemd(Optional<String> socket, Optional<Duration> watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    static Systemd of(Map<String, String> environment) {
        return new Systemd(
                Optional.ofNullable(environment.get("NOTIFY_SOCKET")).filter(path -> !path.isEmpty()),
                Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                        .filter(usec -> usec.matches("\\d{1,15}") && isForUs(environment))
                        .map(usec -> Duration.ofNanos(Long.parseLong(usec) * 1000)));
    }

    private static boolean isForUs(Map<String, String> environment) {
        String own = Long.toString(ProcessHandle.current().pid());
        return environment.getOrDefault("WATCHDOG_PID", own).equals(own);
    }

    void ready() {
        tell("READY=1");
    }

    void stopping() {
        tell("STOPPING=1");
    }

    /**
     * Says that the server is alive, twice as often as the manager wants to hear it, as long as a look at the server
     * comes back.
     */
    void keepAlive(Runnable look) {
        watchdog.filter(every -> socket.isPresent())
                .ifPresent(every -> Thread.ofPlatform()
                        .name("livechat-watchdog")
                        .daemon()
                        .start(() -> repeat(every.dividedBy(2), look)));
    }

    private void repeat(Duration every, Runnable look) {
        try {
            while (true) {
                look.run();
                tell("WATCHDOG=1");
                Thread.sleep(every);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String state) {
        socket.ifPresent(path -> {
            try {
                UnixDatagram.send(path, state);
            } catch (IOException e) {
                LOG.warn("The service manager cannot be told {}: {}", state, e.getMessage());
            }
        });
    }
}
