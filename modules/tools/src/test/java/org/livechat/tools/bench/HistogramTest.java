package org.livechat.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistogramTest {
    private static final Percentage KEPT_TO = Percentage.withPercentage(3.2);

    private final Histogram histogram = new Histogram();

    @Test
    void nothingRecordedIsZero() {
        assertThat(histogram.total()).isZero();
        assertThat(histogram.max()).isZero();
        assertThat(histogram.percentile(0.5)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 31, 32, 33, 63, 64, 65, 1_000_000, 123_456_789_012L, Long.MAX_VALUE})
    void oneValueIsEveryPercentile(long value) {
        histogram.record(value);

        assertThat(histogram.percentile(0.01)).isEqualTo(value);
        assertThat(histogram.percentile(0.5)).isEqualTo(value);
        assertThat(histogram.percentile(1)).isEqualTo(value);
        assertThat(histogram.max()).isEqualTo(value);
    }

    // A clock may be read on two cores, and be some nanoseconds behind on the second.
    @Test
    void lessThanNothingCountsAsNothing() {
        histogram.record(-5);

        assertThat(histogram.total()).isOne();
        assertThat(histogram.percentile(1)).isZero();
    }

    @Test
    void smallValuesAreKeptExactly() {
        IntStream.range(0, 100).map(i -> i % 10).forEach(histogram::record);

        assertThat(histogram.percentile(0.1)).isZero();
        assertThat(histogram.percentile(0.11)).isEqualTo(1);
        assertThat(histogram.percentile(0.5)).isEqualTo(4);
        assertThat(histogram.percentile(0.99)).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.25, 0.5, 0.9, 0.99, 0.999})
    void percentilesAreThoseOfTheSortedValues(double share) {
        long[] values = new Random(6)
                .longs(20_000)
                .map(Math::abs)
                .map(value -> value >>> value % 60)
                .toArray();
        Arrays.stream(values).forEach(histogram::record);
        Arrays.sort(values);

        long exact = values[(int) Math.ceil(share * values.length) - 1];

        assertThat(histogram.percentile(share)).isGreaterThanOrEqualTo(exact).isCloseTo(exact, KEPT_TO);
        assertThat(histogram.total()).isEqualTo(values.length);
        assertThat(histogram.max()).isEqualTo(values[values.length - 1]);
    }
}
