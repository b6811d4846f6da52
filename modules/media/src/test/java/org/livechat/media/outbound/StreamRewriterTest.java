package org.livechat.media.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRewriterTest {
    private static final int CLOCK = 48_000;
    private static final int FRAMES_PER_SECOND = 50;
    private static final int FRAME = CLOCK / FRAMES_PER_SECOND;
    private static final int NARROW_CLOCK = 8_000;
    private static final int WIDE_CLOCK = 16_000;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    @Test
    void a_source_keeps_order_and_gaps() {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 99, 5000);
        stream.begin(CLOCK, 7, 1_000_000, 0);
        assertMoved(stream, 7, 1_000_000, 0, 100, 5000);
        assertMoved(stream, 9, 1_001_920, 2 * FRAME_NANOS, 102, 6920);
        assertMoved(stream, 8, 1_000_960, 2 * FRAME_NANOS, 101, 5960);
    }

    @Test
    void what_is_left_out_leaves_no_gap_and_numbers_find_back() {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 99, 5000);
        stream.begin(CLOCK, 65_534, 0, 0);
        assertMoved(stream, 65_534, 0, 0, 100, 5000);
        assertThat(stream.omit(65_535)).isTrue();
        assertThat(stream.omit(0)).isTrue();
        assertMoved(stream, 1, 2880, 3 * FRAME_NANOS, 101, 7880);
        // 2 is lost for now
        assertThat(stream.omit(3)).isTrue();
        assertMoved(stream, 4, 5760, 6 * FRAME_NANOS, 103, 10_760);
        assertMoved(stream, 2, 3840, 6 * FRAME_NANOS, 102, 8840);

        assertThat(stream.omit(3)).as("again").isTrue();
        assertThat(stream.omit(2)).as("too late").isFalse();
        assertThat(stream.sourceSequence(100)).isEqualTo(65_534);
        assertThat(stream.sourceSequence(101)).isEqualTo(1);
        assertThat(stream.sourceSequence(102)).isEqualTo(2);
        assertThat(stream.sourceSequence(103)).isEqualTo(4);
        assertThat(stream.sourceSequence(104)).isEqualTo(-1);
    }

    @Test
    void the_source_after_one_whose_end_was_left_out_follows_what_was_sent() {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 99, 5000);
        stream.begin(CLOCK, 7, 0, 0);
        assertMoved(stream, 7, 0, 0, 100, 5000);
        assertThat(stream.omit(8)).isTrue();
        stream.begin(CLOCK, 300, 77, FRAME_NANOS);
        assertMoved(stream, 300, 77, FRAME_NANOS, 101, 5000 + FRAME);
        assertMoved(stream, 301, 77 + FRAME, 2 * FRAME_NANOS, 102, 5000 + 2 * FRAME);
        assertThat(stream.sourceSequence(102)).isEqualTo(301);
    }

    @Test
    void the_next_source_follows_the_highest_packet_by_the_time_that_passed() {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 99, 5000);
        stream.begin(CLOCK, 7, 0, 0);
        assertMoved(stream, 7, 0, 0, 100, 5000);
        assertMoved(stream, 10, 2880, 3 * FRAME_NANOS, 103, 7880);
        assertMoved(stream, 9, 1920, 4 * FRAME_NANOS, 102, 6920);
        stream.begin(CLOCK, 60_000, 77, 3 * FRAME_NANOS + TimeUnit.SECONDS.toNanos(1));
        assertMoved(stream, 60_000, 77, 3 * FRAME_NANOS + TimeUnit.SECONDS.toNanos(1), 104, 7880 + CLOCK);
    }

    @Test
    void a_source_that_goes_on_elsewhere_bears_the_timestamp_that_it_is_said_to() {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 99, 5000);
        stream.begin(CLOCK, 7, 0, 0);
        assertMoved(stream, 7, 0, 0, 100, 5000);
        long late = 3 * FRAME_NANOS;
        stream.begin(CLOCK, 60_000, 77, late);
        stream.continueAt(77, 5000 + 2 * FRAME);
        assertMoved(stream, 60_000, 77, late, 101, 5000 + 2 * FRAME);
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, 4000, 5000 + CLOCK, 5000 - CLOCK, 1_000_000_000})
    void what_it_is_said_to_is_not_believed_where_it_lies_before_what_was_sent_or_far_behind(int said) {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 99, 5000);
        stream.begin(CLOCK, 7, 0, 0);
        assertMoved(stream, 7, 0, 0, 100, 5000);
        stream.begin(CLOCK, 60_000, 77, FRAME_NANOS);
        stream.continueAt(77, said);
        assertMoved(stream, 60_000, 77, FRAME_NANOS, 101, 5000 + FRAME);
    }

    @Test
    void a_hand_over_at_once_still_advances_by_one_frame() {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 0, 0);
        stream.begin(CLOCK, 1, 0, 0);
        assertMoved(stream, 1, 0, 0, 1, 0);
        stream.begin(CLOCK, 1, 0, 0);
        assertMoved(stream, 1, 0, 0, 2, FRAME);
    }

    @Test
    void a_packet_older_than_the_switch_is_dropped_even_across_the_wrap() {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 0, 0);
        stream.begin(CLOCK, 1, 960, 0);
        assertMoved(stream, 1, 960, 0, 1, 0);
        assertThat(stream.move(0, 0, 0)).isFalse();
        assertThat(stream.move(65_535, 0, 0)).isFalse();
    }

    @Test
    void a_burst_longer_than_the_sequence_space_stays_one_stream() {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 500, 0);
        stream.begin(CLOCK, 65_000, 0, 0);
        for (int i = 0; i < 200_000; i++) {
            assertMoved(stream, 65_000 + i & 0xFFFF, i * FRAME, i * FRAME_NANOS, 501 + i & 0xFFFF, i * FRAME);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3600, 7 * 3600, 24 * 3600 * 400})
    void pauses_of_hours_and_days_advance_the_timestamp_by_their_length(long seconds) {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 0, 0);
        stream.begin(CLOCK, 0, 0, 0);
        assertMoved(stream, 0, 0, 0, 1, 0);
        long now = TimeUnit.SECONDS.toNanos(seconds);
        int expected = (int) (seconds * CLOCK);
        // A pause of more than half the timestamp space looks like a step back; one frame is the least then.
        stream.begin(CLOCK, 0, 0, now);
        assertMoved(stream, 0, 0, now, 2, Math.max(FRAME, expected));
    }

    @Test
    void frames_of_the_server_s_own_fit_between_two_sources() {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 99, 0);
        stream.begin(CLOCK, 7, 0, 0);
        assertMoved(stream, 7, 0, 0, 100, 0);
        stream.insert(0);
        assertThat(stream.movedSequence()).isEqualTo(101);
        assertThat(stream.movedTimestamp()).isEqualTo(FRAME);
        stream.begin(CLOCK, 3, 0, FRAME_NANOS);
        assertMoved(stream, 3, 0, FRAME_NANOS, 102, 2 * FRAME);
    }

    @Test
    void hand_overs_with_silence_between_do_not_put_the_stream_ahead_more_and_more() {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 0, 0);
        long now = 0;
        for (int burst = 0; burst < 200; burst++) {
            for (int frame = 0; frame < 25; frame++, now += FRAME_NANOS) {
                if (frame == 0) {
                    stream.begin(CLOCK, 7 * burst, 31 * burst, now);
                }
                stream.move(7 * burst + frame, 31 * burst + frame * FRAME, now);
                long ahead = stream.movedTimestamp() - now * CLOCK / TimeUnit.SECONDS.toNanos(1);
                assertThat(ahead).as("ticks ahead in burst %d", burst).isBetween(0L, 6L * FRAME);
            }
            // as a slot ends a burst: with silence, unless that is ahead already
            for (int silence = 0; silence < 3 && stream.aheadNanos(now) < 3 * FRAME_NANOS; silence++) {
                stream.insert(now);
            }
            now += FRAME_NANOS;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {NARROW_CLOCK, WIDE_CLOCK, CLOCK})
    void a_pause_before_the_next_source_is_counted_in_that_source_s_clock(int clockRate) {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 0, -100);
        stream.begin(CLOCK, 1, 0, 0);
        assertMoved(stream, 1, 0, 0, 1, -100);
        long now = TimeUnit.MILLISECONDS.toNanos(1500);
        stream.begin(clockRate, 9, 77, now);
        int begun = -100 + clockRate * 3 / 2;
        assertMoved(stream, 9, 77, now, 2, begun);
        assertThat(stream.timestampAt(now + FRAME_NANOS)).isEqualTo(begun + clockRate / FRAMES_PER_SECOND);
    }

    @ParameterizedTest
    @ValueSource(ints = {NARROW_CLOCK, WIDE_CLOCK, CLOCK})
    void a_hand_over_at_once_advances_by_a_frame_of_the_next_clock(int clockRate) {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 0, 0);
        stream.begin(WIDE_CLOCK, 1, 0, 0);
        assertMoved(stream, 1, 0, 0, 1, 0);
        stream.begin(clockRate, 1, 0, 0);
        int begun = clockRate / FRAMES_PER_SECOND;
        assertMoved(stream, 1, 0, 0, 2, begun);
        stream.insert(0);
        assertThat(stream.movedTimestamp()).isEqualTo(2 * begun);
    }

    @Test
    void only_a_newer_packet_changes_the_clock_within_a_source_and_late_ones_of_the_old_codec_are_dropped() {
        var stream = new StreamRewriter(FRAMES_PER_SECOND, 0, 0);
        stream.begin(CLOCK, 65_534, 0, 0);
        assertMoved(stream, 65_534, 0, 0, 1, 0);
        assertThat(stream.changesClock(CLOCK, 65_535)).isFalse();
        assertThat(stream.changesClock(NARROW_CLOCK, 65_533)).isFalse();
        assertThat(stream.changesClock(NARROW_CLOCK, 0)).isTrue();
        stream.begin(NARROW_CLOCK, 0, 320, 2 * FRAME_NANOS);
        assertMoved(stream, 0, 320, 2 * FRAME_NANOS, 2, 320);
        assertThat(stream.changesClock(CLOCK, 65_535)).isFalse();
        assertThat(stream.move(65_535, 960, 2 * FRAME_NANOS)).isFalse();
        assertMoved(stream, 1, 480, 3 * FRAME_NANOS, 3, 480);
    }

    @Test
    void talkers_of_different_clocks_never_turn_the_timestamp_back() {
        int[] clocks = {NARROW_CLOCK, WIDE_CLOCK, CLOCK};
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var stream = new StreamRewriter(FRAMES_PER_SECOND, random.nextInt(), random.nextInt());
            long now = 0;
            for (int burst = 0; burst < 40; burst++) {
                int clockRate = clocks[random.nextInt(clocks.length)];
                int before = stream.movedTimestamp();
                int sequence = random.nextInt(65_536);
                int timestamp = random.nextInt();
                now += random.nextLong(FRAME_NANOS * 400);
                stream.begin(clockRate, sequence, timestamp, now);
                stream.move(sequence, timestamp, now);
                if (burst > 0) {
                    assertThat(stream.movedTimestamp() - before)
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(clockRate / FRAMES_PER_SECOND);
                }
            }
        }
    }

    @Test
    void random_schedules_never_repeat_a_packet_and_keep_each_source_in_order() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var stream = new StreamRewriter(FRAMES_PER_SECOND, random.nextInt(), random.nextInt());
            Map<Integer, Long> sentAt = new HashMap<>();
            long now = 0;
            long sent = 0;
            for (int burst = 0; burst < 20; burst++) {
                now += random.nextLong(FRAME_NANOS * 400);
                int sequence = random.nextInt(65_536);
                int timestamp = random.nextInt();
                boolean begun = false;
                int[] order = reordered(random, 1 + random.nextInt(60));
                int firstInBurst = Integer.MIN_VALUE;
                int lastSequence = 0;
                int lastIndex = 0;
                for (int index : order) {
                    now += FRAME_NANOS;
                    int inSequence = sequence + index & 0xFFFF;
                    int inTimestamp = timestamp + index * FRAME;
                    if (!begun) {
                        stream.begin(CLOCK, inSequence, inTimestamp, now);
                        begun = true;
                        firstInBurst = index;
                    }
                    boolean moved = stream.move(inSequence, inTimestamp, now);
                    assertThat(moved).as("seed %d", seed).isEqualTo(index >= firstInBurst);
                    if (!moved) {
                        continue;
                    }
                    sent++;
                    Long before = sentAt.put(stream.movedSequence(), sent);
                    assertThat(before == null || sent - before > 1000)
                            .as("seed %d repeats %d", seed, stream.movedSequence())
                            .isTrue();
                    if (index != firstInBurst) {
                        assertThat((short) (stream.movedSequence() - lastSequence))
                                .as("seed %d", seed)
                                .isEqualTo((short) (index - lastIndex));
                    }
                    lastSequence = stream.movedSequence();
                    lastIndex = index;
                }
            }
        }
    }

    private static int[] reordered(Random random, int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        for (int i = 1; i < count; i++) {
            int other = Math.max(0, i - random.nextInt(4));
            int swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
        return order;
    }

    private static void assertMoved(
            StreamRewriter stream, int sequence, int timestamp, long nowNanos, int toSequence, int toTimestamp) {
        assertThat(stream.move(sequence, timestamp, nowNanos)).isTrue();
        assertThat(stream.movedSequence()).isEqualTo(toSequence);
        assertThat(stream.movedTimestamp()).isEqualTo(toTimestamp);
    }
}
