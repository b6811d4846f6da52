package org.livechat.rtc.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TalkerRateTest {
    private final TalkerRate rate = new TalkerRate();

    @Test
    void a_talker_that_follows_is_told_more_each_second() {
        long told = 300_000;
        for (int i = 0; i < 10; i++) {
            long next = rate.next(told, 0);
            assertThat(next).isGreaterThan(told);
            told = next;
        }
        assertThat(told).isGreaterThan(2_000_000);
    }

    @Test
    void one_that_sends_no_more_is_not_told_ever_more() {
        for (int i = 0; i < 100; i++) {
            assertThat(rate.next(1_000_000, 0)).isLessThanOrEqualTo(1_500_000);
        }
        assertThat(rate.next(0, 0)).isEqualTo(300_000);
    }

    @Test
    void much_loss_lowers_it_and_some_lets_it_be() {
        long before = 0;
        for (int i = 0; i < 10; i++) {
            before = rate.next(1_000_000, 0);
        }
        assertThat(rate.next(1_000_000, 0.05)).isEqualTo(before);
        assertThat(rate.next(1_000_000, 0.2)).isEqualTo(before * 9 / 10);
    }

    @Test
    void the_bounds_hold() {
        var random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            assertThat(rate.next(random.nextLong(Long.MAX_VALUE), random.nextDouble()))
                    .isBetween(30_000L, 50_000_000L);
        }
    }
}
