package org.livechat.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SerialNumberTest {
    @Test
    void sequence_numbers_are_ordered_across_the_wrap() {
        assertThat(SerialNumber.isNewer16(1, 0)).isTrue();
        assertThat(SerialNumber.isNewer16(0, 65_535)).isTrue();
        assertThat(SerialNumber.isNewer16(65_535, 0)).isFalse();
        assertThat(SerialNumber.isNewer16(7, 7)).isFalse();
        assertThat(SerialNumber.difference16(3, 65_533)).isEqualTo(6);
        assertThat(SerialNumber.difference16(65_533, 3)).isEqualTo(-6);
    }

    @Test
    void half_the_range_apart_neither_is_newer() {
        assertThat(SerialNumber.isNewer16(0x8000, 0)).isFalse();
        assertThat(SerialNumber.isNewer16(0, 0x8000)).isFalse();
        assertThat(SerialNumber.isNewer32(0x80000000, 0)).isFalse();
        assertThat(SerialNumber.isNewer32(0, 0x80000000)).isFalse();
    }

    @Test
    void timestamps_are_ordered_across_the_wrap() {
        assertThat(SerialNumber.isNewer32(5, -5)).isTrue();
        assertThat(SerialNumber.difference32(5, -5)).isEqualTo(10);
    }

    @Test
    void unwrapping_follows_the_stream_over_wraps_and_back() {
        var sequences = SerialUnwrapper.ofSequenceNumbers();

        assertThat(sequences.unwrap(65_534)).isEqualTo(65_534);
        assertThat(sequences.unwrap(1)).isEqualTo(65_537);
        assertThat(sequences.unwrap(65_535)).isEqualTo(65_535);
        assertThat(sequences.unwrap(2)).isEqualTo(65_538);
        assertThat(sequences.highest()).isEqualTo(65_538);
    }

    @Test
    void unwrapping_stays_exact_over_many_wraps() {
        var sequences = SerialUnwrapper.ofSequenceNumbers();
        var timestamps = SerialUnwrapper.ofTimestamps();
        for (long i = 0; i < 400_000; i++) {
            assertThat(sequences.unwrap((int) i & 0xffff)).isEqualTo(i);
            assertThat(timestamps.unwrap((int) (i * 90_000))).isEqualTo(i * 90_000);
        }
    }

    @Test
    void what_comes_before_the_first_may_be_negative() {
        var sequences = SerialUnwrapper.ofSequenceNumbers();
        sequences.unwrap(1);

        assertThat(sequences.unwrap(65_535)).isEqualTo(-1);
    }
}
