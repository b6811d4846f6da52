package org.livechat.api.watch;

import java.util.List;

/**
 * A part whose threads a {@link Watchdog} looks at.
 *
 * @since 1
 */
@FunctionalInterface
public interface Watched {
    /**
     * What its threads are at now; of one that waits for something to do there is nothing. Asked about once a second, from any
     * thread; must not block.
     */
    List<Turn> turns();
}
