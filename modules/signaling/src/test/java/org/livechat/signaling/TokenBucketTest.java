package org.livechat.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    /** Close to the overflow of nanoseconds. */
    private long now = Long.MAX_VALUE - MILLISECOND;

    private final TokenBucket bucket = new TokenBucket(50, 100, now);

    @Test
    void burst_passes_then_so_many_a_second() {
        assertThat(taken(1_000)).isEqualTo(100);
        now += 1_000 * MILLISECOND;
        assertThat(taken(1_000)).isEqualTo(50);
        now += 19 * MILLISECOND;
        assertThat(taken(1)).isZero();
        now += MILLISECOND;
        assertThat(taken(2)).isEqualTo(1);
    }

    @Test
    void nothing_is_saved_beyond_the_burst() {
        now += TimeUnit.DAYS.toNanos(1);
        assertThat(taken(1_000)).isEqualTo(100);
    }

    @Test
    void clock_that_steps_back_gives_nothing() {
        taken(100);
        now -= TimeUnit.DAYS.toNanos(1);
        assertThat(taken(10)).isZero();
    }

    private int taken(int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += bucket.take(now) ? 1 : 0;
        }
        return taken;
    }
}
