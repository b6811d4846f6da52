package org.livechat.rtc.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RembEstimateTest {
    private static final long SECOND = 1_000_000_000;

    private final RembEstimate estimate = new RembEstimate();

    @Test
    void begins_at_300_kbits_and_follows_the_receiver() {
        assertThat(estimate.bitsPerSecond(0)).isEqualTo(300_000);

        estimate.remb(2_000_000, SECOND);
        assertThat(estimate.bitsPerSecond(SECOND)).isEqualTo(2_000_000);
        estimate.remb(150_000, 2 * SECOND);
        assertThat(estimate.bitsPerSecond(2 * SECOND)).isEqualTo(150_000);
    }

    @Test
    void much_loss_of_the_link_lowers_and_its_end_raises() {
        estimate.remb(1_000_000, 0);
        estimate.report(0.2, SECOND);
        assertThat(estimate.bitsPerSecond(SECOND)).isEqualTo(900_000);

        estimate.remb(1_000_000, 2 * SECOND);
        estimate.report(0, 2 * SECOND);
        assertThat(estimate.bitsPerSecond(2 * SECOND)).isBetween(970_000L, 973_000L);
    }

    @Test
    void whatever_is_said_the_bounds_hold() {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long now = random.nextLong(1L << 40);
            if (random.nextBoolean()) {
                estimate.remb(random.nextLong(), now);
            } else {
                estimate.report(3 * random.nextDouble() - 1, now);
            }
            assertThat(estimate.bitsPerSecond(now)).isBetween(30_000L, 50_000_000L);
        }
    }
}
