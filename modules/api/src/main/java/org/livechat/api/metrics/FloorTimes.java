package org.livechat.api.metrics;

import java.time.Duration;

/** Told how long people wait for floors and hold them. Called under a channel's lock: must not block. */
public interface FloorTimes {
    /** Somebody was granted the floor, this long after having asked; zero when it was granted at once. */
    void waited(Duration time);

    /** Somebody's turn ended, which took this long. */
    void held(Duration time);

    /** Forgets what it is told. */
    static FloorTimes none() {
        return new FloorTimes() {
            @Override
            public void waited(Duration time) {
                // nobody counts
            }

            @Override
            public void held(Duration time) {
                // nobody counts
            }
        };
    }
}
