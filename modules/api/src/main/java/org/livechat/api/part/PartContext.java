package org.livechat.api.part;

import java.nio.file.Path;
import org.livechat.api.metrics.MetricRegistry;
import org.livechat.api.watch.Watchdog;

/**
 * What the server gives a part of any kind when it is made. May be kept and used from any thread.
 *
 * @since 1
 */
public interface PartContext {
    /** What the configuration says in the part's own section. */
    Settings settings();

    /** A file that the configuration names: a relative one is taken from the server's own folder. */
    Path resolve(String file);

    /** The folder for what outlives a restart. It may not be there yet. */
    Path dataFolder();

    /** Where the part offers its figures. */
    MetricRegistry metrics();

    /**
     * Who notices when a thread of the part hangs.
     *
     * @since 1
     */
    default Watchdog watchdog() {
        return Watchdog.none();
    }
}
