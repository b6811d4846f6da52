package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final int FRAME = 960;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Numbers of packets, and silences as their samples, negative. */
    private final List<Integer> written = new ArrayList<>();

    private final Timeline timeline = new Timeline((bytes, offset, length, samples) ->
            written.add((bytes[offset + 1] & 0xFF) == 0xFF ? -samples : bytes[offset + 1]));

    @Test
    void packets_in_order_are_written_at_once_but_for_the_first_ones() throws IOException {
        comes(0, 1, 2, 3, 4);
        assertThat(written).isEmpty();
        comes(5);
        assertThat(written).containsExactly(0, 1, 2, 3, 4, 5);
        comes(6);
        assertThat(written).endsWith(6);
    }

    @Test
    void the_first_ones_are_put_right_too() throws IOException {
        packet(2, 0);
        packet(1, 0);
        packet(0, FRAME_NANOS);
        packet(3, Timeline.FIRST_NANOS);
        assertThat(written).containsExactly(0, 1, 2, 3);
        assertThat(timeline.late()).isZero();
    }

    @Test
    void what_lies_long_before_the_first_one_is_no_part_of_it() throws IOException {
        packet(20, 0);
        packet(1, 0);
        timeline.end();
        assertThat(written).containsExactly(20);
        assertThat(timeline.late()).isEqualTo(1);
    }

    @Test
    void the_first_one_is_held_no_longer_than_it_has_to_be() throws IOException {
        comes(0);
        timeline.release(Timeline.FIRST_NANOS - 1);
        assertThat(written).isEmpty();
        timeline.release(Timeline.FIRST_NANOS);
        assertThat(written).containsExactly(0);
    }

    @Test
    void packets_that_overtook_each_other_are_put_right() throws IOException {
        comes(0, 2, 1, 5, 4, 3, 6);
        timeline.release(Timeline.FIRST_NANOS);
        assertThat(written).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void a_lost_packet_is_silence_once_it_was_waited_for() throws IOException {
        comes(0, 1, 3, 4);
        timeline.release(Timeline.FIRST_NANOS);
        assertThat(written).containsExactly(0, 1);
        for (int i = 5; i < 40; i++) {
            comes(i);
        }
        assertThat(written).startsWith(0, 1, -FRAME, 3, 4, 5);
        comes(2);
        assertThat(timeline.late()).isEqualTo(1);
        assertThat(written).doesNotContain(2);
    }

    @Test
    void one_that_was_sent_again_within_that_time_is_in_its_place() throws IOException {
        comes(0, 1, 3, 4, 5, 6, 7, 8, 9, 10);
        packet(2, 10 * FRAME_NANOS);
        assertThat(written).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void a_pause_is_silence_of_its_length() throws IOException {
        comes(0, 1);
        packet(101, 101 * FRAME_NANOS);
        timeline.end();
        assertThat(written).hasSize(2 + 99 + 1).startsWith(0, 1, -FRAME).endsWith(-FRAME, 101);
    }

    @Test
    void a_pause_in_which_timestamps_stood_still_is_silence_of_its_length() throws IOException {
        comes(0, 1);
        for (int i = 2; i < 5; i++) {
            packet(i, (i + 150) * FRAME_NANOS);
        }
        timeline.end();
        assertThat(written).hasSize(2 + 150 + 3).startsWith(0, 1, -FRAME).endsWith(-FRAME, 2, 3, 4);
    }

    @Test
    void packets_that_come_late_all_at_once_stay_together() throws IOException {
        comes(0, 1);
        for (int i = 2; i < 80; i++) {
            packet(i, 80 * FRAME_NANOS);
        }
        timeline.end();
        assertThat(written).hasSize(80).doesNotContain(-FRAME);
    }

    @Test
    void what_is_shorter_than_a_frame_is_filled_as_near_as_may_be() throws IOException {
        comes(0);
        timeline.packet(FRAME_NANOS, 1, FRAME + 500, frame(1), 0, 3);
        timeline.end();
        assertThat(written).containsExactly(0, -480, 1);
    }

    @Test
    void a_packet_that_comes_twice_is_written_once() throws IOException {
        comes(0, 1, 1, 3, 3);
        timeline.end();
        assertThat(written).containsExactly(0, 1, -FRAME, 3);
        assertThat(timeline.late()).isEqualTo(2);
    }

    @Test
    void another_beginning_goes_on_where_the_time_is() throws IOException {
        comes(0, 1);
        // Another stream, whose timestamps say nothing about the one before; 10 frames later.
        timeline.packet(11 * FRAME_NANOS, 2, -77_777_777, frame(9), 0, 3);
        timeline.end();
        assertThat(written).containsExactly(0, 1, -960, -960, -960, -960, -960, -960, -960, -960, -960, 9);
    }

    @Test
    void no_more_wait_than_may() throws IOException {
        comes(0);
        timeline.release(Timeline.FIRST_NANOS);
        for (int i = 2; i < 2 + Timeline.MOST_WAITING + 1; i++) {
            packet(i, 0);
        }
        assertThat(written).startsWith(0, -FRAME, 2, 3);
    }

    @Test
    void timestamps_wrap() throws IOException {
        for (int i = 0; i < 4; i++) {
            timeline.packet(i * FRAME_NANOS, 1, Integer.MAX_VALUE - FRAME + i * FRAME, frame(i), 0, 3);
        }
        timeline.end();
        assertThat(written).containsExactly(0, 1, 2, 3);
    }

    @Test
    void timestamps_that_run_ahead_of_the_clock_make_no_silence_without_end() throws IOException {
        int step = 2 * OpusPacket.RATE;
        for (int i = 0; i < 200; i++) {
            timeline.packet(i * FRAME_NANOS, 1, i * step, frame(1), 0, 3);
        }
        timeline.end();
        int silence = -written.stream()
                .filter(samples -> samples < 0)
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(silence).as("samples of silence in four seconds").isLessThanOrEqualTo(200 * FRAME + step);
        assertThat(written).filteredOn(number -> number == 1).hasSize(200);
    }

    private void comes(int... numbers) throws IOException {
        for (int number : numbers) {
            packet(number, number * FRAME_NANOS);
        }
    }

    private void packet(int number, long atNanos) throws IOException {
        timeline.packet(atNanos, 1, number * FRAME, frame(number), 0, 3);
    }

    /** A CELT frame of 20 ms. */
    private static byte[] frame(int number) {
        return new byte[] {(byte) (31 << 3), (byte) number, 0};
    }
}
