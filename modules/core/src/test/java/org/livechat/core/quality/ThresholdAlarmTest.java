package org.livechat.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.livechat.core.quality.ThresholdAlarm.Change;

class ThresholdAlarmTest {
    private static final long THRESHOLD = 300;
    private static final long WINDOW = 1000;

    private final ThresholdAlarm alarm = new ThresholdAlarm(THRESHOLD, WINDOW);

    private void measure(int times, long nanos, long now) {
        for (int i = 0; i < times; i++) {
            alarm.measured(nanos, now);
        }
    }

    @Test
    void more_than_one_in_twenty_that_is_too_long_raises_it() {
        measure(20, THRESHOLD, 0);
        assertThat(alarm.measured(THRESHOLD + 1, 0)).isEqualTo(Change.NONE);
        assertThat(alarm.measured(THRESHOLD + 1, 0)).isEqualTo(Change.RAISED);
        assertThat(alarm.measured(THRESHOLD + 1, 0)).isEqualTo(Change.NONE);
        assertThat(alarm.isRaised()).isTrue();
        assertThat(alarm.tooLong()).isEqualTo(3);
        assertThat(alarm.measurements()).isEqualTo(23);
    }

    @Test
    void few_raise_nothing_however_long_they_are() {
        measure(ThresholdAlarm.LEAST - 1, 1_000_000, 0);
        assertThat(alarm.isRaised()).isFalse();
        assertThat(alarm.measured(1, 0)).isEqualTo(Change.RAISED);
    }

    @Test
    void it_is_over_when_enough_good_ones_have_come() {
        measure(20, THRESHOLD + 1, 0);
        measure(379, 1, 0);
        assertThat(alarm.isRaised()).isTrue();
        assertThat(alarm.measured(1, 0)).isEqualTo(Change.CLEARED);
    }

    @Test
    void it_is_over_when_the_bad_ones_are_old() {
        measure(20, THRESHOLD + 1, 50);
        assertThat(alarm.passed(50 + WINDOW - 1)).isEqualTo(Change.NONE);
        assertThat(alarm.passed(50 + WINDOW)).isEqualTo(Change.CLEARED);
        assertThat(alarm.measurements()).isZero();
    }

    @Test
    void a_clock_that_overflows_meanwhile_makes_no_difference() {
        long start = Long.MAX_VALUE - 10;
        measure(20, THRESHOLD + 1, start);
        assertThat(alarm.passed(start + WINDOW - 1)).isEqualTo(Change.NONE);
        assertThat(alarm.passed(start + WINDOW)).isEqualTo(Change.CLEARED);
    }

    @Test
    void a_long_silence_leaves_nothing_behind() {
        measure(19, THRESHOLD + 1, -5000);
        alarm.passed(1_000_000);
        assertThat(alarm.measurements()).isZero();
        measure(19, THRESHOLD + 1, 1_000_050);
        assertThat(alarm.isRaised()).isFalse();
    }
}
