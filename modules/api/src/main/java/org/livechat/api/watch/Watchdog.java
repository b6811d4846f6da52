package org.livechat.api.watch;

import java.util.List;

/**
 * Names threads that have been at one thing for too long. May be used from any thread.
 *
 * @since 1
 */
public interface Watchdog {
    /** From here on looks at the turns of a part, for as long as the server runs. */
    void watch(Watched part);

    /** Who hangs now, the longest first; a second old at most. */
    List<Hang> hanging();

    /** Looks at nothing. */
    static Watchdog none() {
        return new Watchdog() {
            @Override
            public void watch(Watched part) {
                // nobody looks
            }

            @Override
            public List<Hang> hanging() {
                return List.of();
            }
        };
    }
}
