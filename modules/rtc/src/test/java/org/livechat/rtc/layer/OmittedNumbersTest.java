package org.livechat.rtc.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OmittedNumbersTest {
    private final OmittedNumbers omitted = new OmittedNumbers();

    @Test
    void nothing_changes_while_nothing_is_left_out() {
        assertThat(omitted.before(17)).isZero();
        assertThat(omitted.before(-17)).isZero();
        assertThat(omitted.original(17)).isEqualTo(17);
        assertThat(omitted.has(17)).isFalse();
        assertThat(omitted.total()).isZero();
    }

    @Test
    void what_is_left_out_again_or_too_late_counts_for_nothing() {
        omitted.omit(10);
        omitted.omit(10);
        omitted.omit(8);

        assertThat(omitted.total()).isEqualTo(1);
        assertThat(omitted.has(8)).isFalse();
        assertThat(omitted.before(9)).isZero();
        assertThat(omitted.before(11)).isEqualTo(1);
    }

    @Test
    void what_is_older_than_what_is_remembered_is_said_to_be() {
        for (int i = 0; i <= OmittedNumbers.MOST_RUNS; i++) {
            omitted.omit(2L * i);
        }

        assertThat(omitted.before(1)).isEqualTo(OmittedNumbers.FORGOTTEN);
        assertThat(omitted.before(3)).isEqualTo(2);
        assertThat(omitted.original(0)).isEqualTo(OmittedNumbers.FORGOTTEN);
        assertThat(omitted.original(1)).isEqualTo(3);
        assertThat(omitted.total()).isEqualTo(OmittedNumbers.MOST_RUNS + 1);

        omitted.clear();

        assertThat(omitted.before(1)).isZero();
        assertThat(omitted.original(1)).isEqualTo(1);
        assertThat(omitted.total()).isZero();
    }

    @Test
    void whatever_is_left_out_the_others_have_no_gap_and_find_back() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var numbers = new OmittedNumbers();
            List<Long> kept = new ArrayList<>();
            boolean leaving = false;
            for (long number = 0; number < 200; number++) {
                leaving ^= random.nextInt(4) == 0;
                if (leaving) {
                    numbers.omit(number);
                } else {
                    kept.add(number);
                }
                assertThat(numbers.has(number)).isEqualTo(leaving);
                assertThat(numbers.total()).isEqualTo(number + 1 - kept.size());
            }
            for (int i = 0; i < kept.size(); i++) {
                assertThat(kept.get(i) - numbers.before(kept.get(i))).isEqualTo(i);
                assertThat(numbers.original(i)).isEqualTo(kept.get(i));
                assertThat(numbers.has(kept.get(i))).isFalse();
            }
        }
    }
}
