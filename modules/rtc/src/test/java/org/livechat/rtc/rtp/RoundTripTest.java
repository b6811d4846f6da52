package org.livechat.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.rtc.meter.AllocationMeter;

class RoundTripTest {
    private static final long MILLI = 1_000_000;

    private final RoundTrip roundTrip = new RoundTrip(100 * MILLI);

    @Test
    void the_default_holds_until_there_is_a_measurement() {
        assertThat(roundTrip.nanos()).isEqualTo(100 * MILLI);
        assertThat(roundTrip.isKnown()).isFalse();
        assertThat(roundTrip.reported(compact(5000), 0, 0))
                .as("a peer without a sender report")
                .isFalse();
        assertThat(roundTrip.nanos()).isEqualTo(100 * MILLI);
    }

    /** The example of RFC 3550 6.4.1, figure 2: 6.125 s. */
    @Test
    void the_example_of_the_standard() {
        assertThat(roundTrip.reported(0xb7108000, 0xb7052000, 0x00054000)).isTrue();
        assertThat(roundTrip.nanos()).isEqualTo(6125 * MILLI);
    }

    @Test
    void a_new_measurement_counts_an_eighth() {
        measure(40);
        measure(120);
        assertThat(roundTrip.nanos()).isCloseTo(50 * MILLI, within(MILLI / 10));
        for (int i = 0; i < 100; i++) {
            measure(120);
        }
        assertThat(roundTrip.nanos()).isCloseTo(120 * MILLI, within(MILLI / 10));
    }

    @Test
    void the_clock_wraps() {
        assertThat(roundTrip.reported(0x1000, 0xfffff000, 0x1000)).isTrue();
        assertThat(roundTrip.nanos()).isEqualTo(62_500_000);
    }

    @ParameterizedTest
    @CsvSource({
        "longer than 10 s, 11000, 0",
        "kept longer than it took, 100, 200",
        "a delay of nine hours, 100, 32768000",
        "a report from the future, -1000, 0"
    })
    void what_cannot_be_is_no_measurement(String lie, long sentAgoMillis, long keptMillis) {
        measure(40);
        long before = roundTrip.nanos();

        assertThat(roundTrip.reported(compact(100_000), compact(100_000 - sentAgoMillis), compact(keptMillis)))
                .as(lie)
                .isFalse();
        assertThat(roundTrip.nanos()).isEqualTo(before);
    }

    @Test
    void a_clock_that_is_a_little_off_makes_a_round_trip_of_none() {
        assertThat(roundTrip.reported(compact(5000), compact(4900), compact(105)))
                .isTrue();
        assertThat(roundTrip.nanos()).isZero();
    }

    @Test
    void whatever_is_reported_the_bounds_hold() {
        var random = new Random(1);
        for (int i = 0; i < 1_000_000; i++) {
            int now = random.nextInt();
            roundTrip.reported(
                    now, now - random.nextInt(1 << random.nextInt(31)), random.nextInt(1 << random.nextInt(31)));
            assertThat(roundTrip.nanos() >= 0 && roundTrip.nanos() <= RoundTrip.MOST_NANOS)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 10_000_000_001L})
    void a_default_out_of_bounds_is_refused(long nanos) {
        assertThatThrownBy(() -> new RoundTrip(nanos)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_is_allocated_a_report() throws ReflectiveOperationException {
        AllocationMeter.assertAllocatesNothing(() -> {
            for (int i = 1; i < 100_000; i++) {
                roundTrip.reported(i + 3000, i, 100);
            }
        });
    }

    private void measure(long milli) {
        assertThat(roundTrip.reported(compact(60_000), compact(60_000 - milli - 300), compact(300)))
                .isTrue();
    }

    private static int compact(long milli) {
        return (int) (milli * 65_536 / 1000);
    }
}
