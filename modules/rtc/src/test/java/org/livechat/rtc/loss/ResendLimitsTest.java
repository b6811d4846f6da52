package org.livechat.rtc.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.rtc.meter.AllocationMeter;

class ResendLimitsTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    private final ResendLimits limits = new ResendLimits(0);

    @Test
    void a_packet_goes_again_once_a_round_trip() {
        assertThat(limits.mayResend(7, 0, 40 * MILLI)).isTrue();
        assertThat(limits.mayResend(7, 39 * MILLI, 40 * MILLI)).isFalse();
        assertThat(limits.mayResend(7, 40 * MILLI, 40 * MILLI))
                .as("a refusal does not put it off")
                .isTrue();
        assertThat(limits.mayResend(8, 40 * MILLI, 40 * MILLI))
                .as("another packet")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 4 * MILLI})
    void a_short_round_trip_is_five_milliseconds(long roundTrip) {
        assertThat(limits.mayResend(7, 0, roundTrip)).isTrue();
        assertThat(limits.mayResend(7, 5 * MILLI - 1, roundTrip)).isFalse();
        assertThat(limits.mayResend(7, 5 * MILLI, roundTrip)).isTrue();
    }

    @Test
    void a_packet_goes_again_six_times_at_most() {
        int sent = 0;
        for (long milli = 0; milli < 1000; milli++) {
            sent += limits.mayResend(65_535, milli * MILLI, 0) ? 1 : 0;
        }
        assertThat(sent).isEqualTo(6);
    }

    @Test
    void a_number_that_comes_again_after_the_wrap_is_another_packet() {
        for (int i = 0; i < 6; i++) {
            limits.mayResend(7, i * 10L * MILLI, 0);
        }
        assertThat(limits.mayResend(7, 60 * MILLI, 0)).isFalse();
        assertThat(limits.mayResend(7, 6 * SECOND, 0)).isTrue();
    }

    @Test
    void two_hundred_and_fifty_six_neighbours_are_remembered_across_the_wrap() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 256; i++) {
                assertThat(limits.mayResend((65_400 + i) & 0xffff, round * MILLI, 0))
                        .isEqualTo(round == 0);
            }
        }
    }

    @Test
    void a_clock_may_wrap() {
        assertThat(limits.mayResend(7, Long.MAX_VALUE, 0)).isTrue();
        assertThat(limits.mayResend(7, Long.MIN_VALUE, 0)).isFalse();
    }

    @Test
    void the_budget_fills_with_what_the_stream_sends() {
        assertThat(limits.spend(ResendLimits.MOST_BYTES, 0))
                .as("all of it at first")
                .isTrue();
        assertThat(limits.spend(1, 0)).isFalse();
        assertThat(limits.spend(1201, 1200)).isFalse();
        assertThat(limits.spend(1200, 1200)).isTrue();
        assertThat(limits.spend(ResendLimits.MOST_BYTES + 1, 50_000_000))
                .as("never more than it holds")
                .isFalse();
        assertThat(limits.spend(ResendLimits.MOST_BYTES, 50_000_000)).isTrue();
    }

    @Test
    void what_the_stream_has_sent_wraps() {
        var wrapping = new ResendLimits(-100);
        assertThat(wrapping.spend(ResendLimits.MOST_BYTES, -100)).isTrue();
        assertThat(wrapping.spend(250, 100)).isFalse();
        assertThat(wrapping.spend(200, 100)).isTrue();
        assertThat(wrapping.spend(ResendLimits.MOST_BYTES, Integer.MIN_VALUE + 200))
                .isTrue();
    }

    /** Ten thousand requests a second for ten seconds, for whatever sizes, of a stream of 50,000 bytes a second. */
    @Test
    void a_storm_gets_no_more_than_the_stream_itself() {
        var random = new Random(1);
        long got = 0;
        for (int i = 0; i < 100_000; i++) {
            int bytes = random.nextInt(1500);
            got += limits.spend(bytes, 5 * i) ? bytes : 0;
        }
        assertThat(got).isBetween(550_000L, 500_000L + ResendLimits.MOST_BYTES);
    }

    @Test
    void nothing_is_allocated_a_request() throws ReflectiveOperationException {
        var counter = new int[1];
        AllocationMeter.assertAllocatesNothing(() -> {
            for (int i = 0; i < 200_000; i++) {
                int number = counter[0]++;
                if (limits.mayResend((number * 31) & 0xffff, number * MILLI, 10 * MILLI)) {
                    limits.spend(1200, 100 * number);
                }
            }
        });
    }
}
