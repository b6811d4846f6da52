package org.livechat.server.watch;

import java.time.Duration;
import java.util.List;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/** The section {@code watchdog} of the configuration. */
public final class WatchdogSection {
    private static final Setting<Duration> PATIENCE = Setting.duration(
            "patience",
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            "How long a thread may be at one thing until the log and lcadmin status say that it hangs.");

    /** What may stand there. */
    public static final Section SECTION = new Section("watchdog", List.of(PATIENCE));

    private WatchdogSection() {}

    /** How long a turn may be. */
    public static Duration patience(Settings said) {
        return said.get(PATIENCE);
    }
}
