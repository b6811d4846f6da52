package org.livechat.media.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PictureBreakerTest {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FULL = TimeUnit.MILLISECONDS.toNanos(300);

    private final PictureBreaker breaker = new PictureBreaker();
    private long now = -STEP * 20;

    /** Feeds what is known for so many steps of 100 ms; returns after how many it stopped pictures, 0 if it did not. */
    private int feed(int steps, long sent, long taken, long queueNanos, double lost) {
        for (int i = 1; i <= steps; i++) {
            now += STEP;
            if (breaker.update(sent, taken, queueNanos, lost, now)) {
                return i;
            }
        }
        return 0;
    }

    private long pausedSteps() {
        long steps = 0;
        while (breaker.isPaused(now)) {
            now += STEP;
            steps++;
        }
        return steps;
    }

    @Test
    void more_than_the_way_takes_stops_pictures_when_it_stands_in_a_queue() {
        assertThat(feed(100, 600_000, 300_000, FULL, 0.1)).isEqualTo(5);
        assertThat(breaker.isPaused(now)).isTrue();
        assertThat(pausedSteps()).isEqualTo(100);
    }

    @Test
    void or_when_most_of_it_is_lost() {
        assertThat(feed(100, 1_600_000, 300_000, 0, 0.8)).isEqualTo(5);
    }

    @Test
    void loss_alone_is_repaired() {
        assertThat(feed(1000, 1_600_000, 600_000, STEP / 5, 0.3)).isZero();
    }

    @Test
    void a_short_jam_passes() {
        for (int i = 0; i < 50; i++) {
            assertThat(feed(4, 600_000, 300_000, FULL, 0)).isZero();
            assertThat(feed(1, 600_000, 300_000, 0, 0)).isZero();
        }
        assertThat(feed(100, 300_000, 300_000, FULL, 0)).isZero();
    }

    @Test
    void pauses_grow_while_one_follows_another_and_are_short_again_after_a_good_minute() {
        long[] expected = {100, 200, 400, 600, 600};
        for (long steps : expected) {
            assertThat(feed(100, 600_000, 300_000, FULL, 0)).isPositive();
            assertThat(pausedSteps()).isEqualTo(steps);
        }
        assertThat(feed(601, 300_000, 600_000, 0, 0)).isZero();
        assertThat(feed(100, 600_000, 300_000, FULL, 0)).isPositive();
        assertThat(pausedSteps()).isEqualTo(100);
    }
}
