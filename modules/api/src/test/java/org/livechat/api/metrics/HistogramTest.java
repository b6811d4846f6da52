package org.livechat.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.livechat.api.metrics.Histogram.Bucket;

class HistogramTest {
    private final Histogram histogram = new Histogram(0.1, 0.5, 1);

    @Test
    void each_bucket_has_those_of_all_before_it() {
        histogram.record(0.05);
        histogram.record(0.1);
        histogram.record(0.3);
        histogram.record(7);

        assertThat(histogram.read().buckets())
                .containsExactly(
                        new Bucket(0.1, 2),
                        new Bucket(0.5, 3),
                        new Bucket(1, 3),
                        new Bucket(Double.POSITIVE_INFINITY, 4));
        assertThat(histogram.read().sum()).isEqualTo(7.45);
        assertThat(histogram.read().count()).isEqualTo(4);
    }

    @Test
    void what_is_no_number_does_not_spoil_the_sum() {
        histogram.record(Double.NaN);
        histogram.record(1);
        assertThat(histogram.read().sum()).isEqualTo(1);
        assertThat(histogram.read().count()).isEqualTo(1);
    }

    @Test
    void bounds_that_do_not_rise_are_refused() {
        assertThatThrownBy(() -> new Histogram(1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1.0, 1.0]");
    }
}
