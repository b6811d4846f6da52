package org.livechat.media.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyframeAllowanceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final KeyframeAllowance allowance = new KeyframeAllowance();

    /** When requests that come every tenth of a second are passed on, in tenths of a second. */
    private List<Integer> taken(long from, int tenths) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < tenths; i++) {
            if (allowance.takes(from + i * SECOND / 10)) {
                all.add(i);
            }
        }
        return all;
    }

    @Test
    void who_asks_all_the_time_is_heard_ever_less_often() {
        assertThat(taken(-SECOND, 400)).containsExactly(0, 10, 30, 70, 150, 230, 310, 390);
    }

    @Test
    void who_has_been_well_for_a_while_is_heard_at_once() {
        taken(0, 100);
        assertThat(allowance.takes(60 * SECOND)).isTrue();
        assertThat(allowance.takes(60 * SECOND + SECOND / 2)).isFalse();
        assertThat(allowance.takes(61 * SECOND)).isTrue();
    }
}
