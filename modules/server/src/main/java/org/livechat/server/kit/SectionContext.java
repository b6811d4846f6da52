package org.livechat.server.kit;

import java.nio.file.Path;
import org.livechat.api.metrics.MetricRegistry;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.Settings;
import org.livechat.api.watch.Watchdog;

/** What a part of any kind is made with. */
sealed class SectionContext implements PartContext
        permits GatewaySurroundings,
                HttpSurroundings,
                MediaSurroundings,
                RecorderSurroundings,
                StoreSurroundings,
                WebServerSurroundings {
    private final Settings settings;
    private final Shared shared;

    /** What is the same for all parts. */
    record Shared(Path home, Path dataFolder, MetricRegistry metrics, Watchdog watchdog) {}

    SectionContext(Settings settings, Shared shared) {
        this.settings = settings;
        this.shared = shared;
    }

    @Override
    public final Settings settings() {
        return settings;
    }

    @Override
    public final Path resolve(String file) {
        return shared.home().resolve(file);
    }

    @Override
    public final Path dataFolder() {
        return shared.dataFolder();
    }

    @Override
    public final MetricRegistry metrics() {
        return shared.metrics();
    }

    @Override
    public final Watchdog watchdog() {
        return shared.watchdog();
    }
}
