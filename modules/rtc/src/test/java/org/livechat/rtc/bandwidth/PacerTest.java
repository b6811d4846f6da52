package org.livechat.rtc.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private final Pacer pacer = new Pacer();

    @Test
    void a_large_frame_is_spread_at_two_and_a_half_times_the_estimate() {
        pacer.estimate(1_000_000);
        long sent = 0;
        for (long now = 0; now < SECOND; now += MILLI) {
            while (pacer.bytesNow(now) > 0) {
                pacer.sent(1200, now);
                sent += 1200;
            }
        }

        assertThat(sent * 8).isBetween(2_450_000L, 2_570_000L);
    }

    @Test
    void the_next_moment_is_when_bytes_may_go_again_and_not_before() {
        var random = new Random(1);
        long now = 0;
        for (int i = 0; i < 10_000; i++) {
            pacer.estimate(random.nextLong(20_000_000));
            pacer.sent(random.nextInt(1500), now);
            long next = pacer.nextNanos(now);
            if (next > now + 2) {
                assertThat(pacer.bytesNow(next - 2)).isZero();
            }
            now = next;
            assertThat(pacer.bytesNow(now)).isPositive();
        }
    }

    @Test
    void voice_holds_video_up_for_half_a_second_at_most() {
        for (int i = 0; i < 100_000; i++) {
            pacer.sent(1500, 0);
        }

        assertThat(pacer.nextNanos(0)).isLessThanOrEqualTo(SECOND / 2 + 10);
    }

    @Test
    void a_clock_that_goes_back_gives_nothing_away() {
        pacer.sent(10_000, SECOND);

        assertThat(pacer.bytesNow(0)).isZero();
        assertThat(pacer.bytesNow(SECOND)).isZero();
    }
}
