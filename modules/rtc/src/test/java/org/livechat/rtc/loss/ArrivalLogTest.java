package org.livechat.rtc.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.rtc.meter.AllocationMeter;
import org.livechat.rtc.rtp.RtcpWriter;

class ArrivalLogTest {
    private static final long MILLI = 1_000_000;
    private static final int MOST_BYTES = 1200;

    private final byte[] buffer = new byte[MOST_BYTES];
    private final RtcpWriter writer = new RtcpWriter();
    private final ArrivalLog log = new ArrivalLog();

    @Test
    void a_log_without_arrivals_has_no_news() {
        assertThat(log.hasNews()).isFalse();
        assertThat(log.write(writer.start(buffer, 0), 1, 2, MOST_BYTES)).isZero();
        assertThat(writer.length()).isZero();
    }

    @Test
    void the_bytes_are_those_of_the_draft() {
        log.received(0xffff, 64 * MILLI);
        log.received(0, 65 * MILLI);
        log.received(2, 265 * MILLI);
        log.write(writer.start(buffer, 0), 0x0a, 0x0b, MOST_BYTES);

        // base 65535, 4 packets, reference 1 x 64 ms, feedback 0; a two-bit vector: small, small, lost, large; 0, 4,
        // 800 ticks
        assertThat(HexFormat.of().formatHex(buffer, 0, writer.length()))
                .isEqualTo("8fcd0006" + "0000000a0000000b" + "ffff0004" + "00000100" + "d480" + "00" + "04" + "0320"
                        + "0000");
    }

    @Test
    void the_next_feedback_begins_where_the_last_one_ended() {
        receive(10, 0);
        receive(11, 1);
        var first = only();
        receive(14, 2);
        var second = only();

        assertThat(first.base()).isEqualTo(10);
        assertThat(first.statusCount()).isEqualTo(2);
        assertThat(second.base()).isEqualTo(12);
        assertThat(second.ticks()).containsEntry(0, ReadFeedback.LOST).containsEntry(1, ReadFeedback.LOST);
        assertThat(second.ticks()).containsEntry(2, 8);
        assertThat(second.number()).isEqualTo(1);
        assertThat(log.hasNews()).isFalse();
    }

    @Test
    void losses_are_told_after_a_pause_as_well() {
        receive(10, 0);
        only();
        receive(310, 5000);
        var feedback = only();

        assertThat(feedback.base()).isEqualTo(11);
        assertThat(feedback.received()).isEqualTo(1);
        assertThat(feedback.statusCount()).isEqualTo(300);
    }

    @Test
    void what_lies_before_a_burst_is_not_told_as_lost() {
        receive(10, 0);
        only();
        log.restart();
        receive(310, 5000);
        var feedback = only();

        assertThat(feedback.base()).isEqualTo(310);
        assertThat(feedback.statusCount()).isEqualTo(1);
    }

    @Test
    void a_late_packet_is_told_with_everything_since_it() {
        receive(10, 0);
        receive(12, 1);
        receive(13, 2);
        only();
        receive(11, 3);
        var feedback = only();

        assertThat(feedback.base()).isEqualTo(11);
        assertThat(feedback.ticks()).containsEntry(0, 12).containsEntry(1, 4).containsEntry(2, 8);
    }

    @Test
    void a_packet_that_is_half_a_second_late_is_too_late() {
        receive(10, 0);
        receive(12, 1);
        only();
        receive(13, 502);
        only();
        receive(11, 503);

        assertThat(log.hasNews()).isFalse();
    }

    @Test
    void a_duplicate_is_no_news() {
        receive(10, 0);
        receive(11, 1);
        only();
        receive(10, 2);
        receive(11, 2);

        assertThat(log.hasNews()).isFalse();
    }

    @Test
    void a_packet_before_the_first_is_told() {
        receive(0, 5);
        receive(65_534, 6);
        var feedback = only();

        assertThat(feedback.base()).isEqualTo(65_534);
        assertThat(feedback.statusCount()).isEqualTo(3);
    }

    @Test
    void a_pause_that_no_delta_can_tell_begins_a_new_feedback() {
        receive(1, 0);
        receive(2, 8000);
        receive(3, 17_000);
        var feedbacks = all(MOST_BYTES);

        assertThat(feedbacks).hasSize(2);
        assertThat(feedbacks.get(1).base()).isEqualTo(3);
        assertThat(feedbacks.get(1).ticks()).containsEntry(0, 17_000 * 4);
    }

    @ParameterizedTest
    @CsvSource({"4095, 4096", "4096, 1", "20000, 1", "32767, 1"})
    void a_jump_is_told_up_to_a_bound_and_begins_anew_beyond(int jump, int statuses) {
        receive(60_000, 0);
        only();
        receive(60_000 - 1, 0);
        only();
        receive((60_000 + jump) & 0xffff, 1);
        var feedback = only();

        assertThat(feedback.statusCount()).isEqualTo(statuses == 1 ? 1 : jump);
        assertThat(feedback.received()).isEqualTo(1);
    }

    @Test
    void a_peer_that_counts_anew_is_believed_after_a_while() {
        for (int i = 0; i < 10; i++) {
            receive(30_000 + i, i);
        }
        only();
        for (int i = 0; i < ArrivalLog.TOO_OLD_IN_A_ROW; i++) {
            assertThat(log.hasNews()).isFalse();
            receive(100 + i, 20 + i);
        }

        assertThat(only().base()).isEqualTo(100 + ArrivalLog.TOO_OLD_IN_A_ROW - 1);
    }

    @Test
    void thousands_of_packets_alike_take_a_few_bytes() {
        for (int i = 0; i < 1100; i++) {
            receive(i, 0);
        }
        assertThat(log.write(writer.start(buffer, 0), 1, 2, MOST_BYTES)).isEqualTo(1100);
        assertThat(writer.length()).isEqualTo(20 + 2 + 1100 + 2);
    }

    @Test
    void too_little_room_writes_nothing() {
        receive(1, 0);
        assertThat(log.write(writer.start(buffer, 0), 1, 2, ArrivalLog.LEAST_BYTES - 1))
                .isZero();
        assertThat(writer.length()).isZero();
        assertThat(log.hasNews()).isTrue();
    }

    /** Every pattern of up to twelve packets, at paces whose deltas are small, large, both and too large. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 70, 3000, 9000})
    void every_loss_pattern_is_read_as_written(long paceMillis) {
        for (int packets = 1; packets <= 12; packets++) {
            for (int mask = 1; mask < 1 << packets; mask += 2) {
                var fresh = new ArrivalLog();
                var model = new ArrivalModel(fresh, buffer);
                for (Arrival arrival : Arrival.paced(packets, mask, paceMillis * MILLI)) {
                    long jitter = (arrival.number() * 37 % 11) * 250_000L;
                    model.receive(65_530 + arrival.number(), 1_000 * MILLI + arrival.nanos() + jitter);
                }
                model.writeAll(mask % 3 == 0 ? 28 : MOST_BYTES);
                model.everythingIsTold();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void random_schedules_are_read_as_written(int seed) {
        var random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            var model = new ArrivalModel(new ArrivalLog(), buffer);
            int loss = random.nextInt(60);
            int spread = 1 + random.nextInt(40);
            long pace = 1L + random.nextInt(4_000_000);
            int first = random.nextInt(65_536);
            double[] places = random.doubles(500, 0, spread).toArray();
            List<Integer> order = IntStream.range(0, 500)
                    .boxed()
                    .sorted(Comparator.comparingDouble(number -> number + places[number]))
                    .toList();
            long now = random.nextLong();
            for (int number : order) {
                now += random.nextLong(2 * pace);
                if (random.nextInt(100) >= loss) {
                    model.receive(first + number, now);
                }
                if (random.nextInt(30) == 0) {
                    model.receive(first + number, now);
                    model.writeAll(28 + random.nextInt(200));
                }
            }
            model.writeAll(MOST_BYTES);
            model.everythingIsTold();
        }
    }

    /** Numbers that mean nothing: no feedback lies, none is too long, and the work ends. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void hostile_numbers_cost_a_bounded_number_of_feedbacks(int seed) {
        var random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            int spread = random.nextBoolean() ? 65_536 : 5000;
            int arrivals = random.nextInt(20);
            for (int i = 0; i < arrivals; i++) {
                log.received(random.nextInt(spread), round * MILLI * 100);
            }
            int feedbacks = 0;
            while (log.hasNews()) {
                assertThat(log.write(writer.start(buffer, 0), 1, 2, 400)).isPositive();
                assertThat(writer.length()).isLessThanOrEqualTo(400);
                ReadFeedback.of(buffer, writer.length());
                assertThat(++feedbacks).isLessThan(50);
            }
        }
    }

    @Test
    void nothing_is_allocated_a_packet() throws ReflectiveOperationException {
        var counter = new int[1];
        AllocationMeter.assertAllocatesNothing(() -> {
            for (int i = 0; i < 100_000; i++) {
                int number = counter[0]++;
                if (number % 13 != 5) {
                    log.received((number ^ (number >> 4 & 1)) & 0xffff, number * MILLI);
                }
                if (number % 50 == 0) {
                    while (log.hasNews()) {
                        log.write(writer.start(buffer, 0), 1, 2, MOST_BYTES);
                    }
                }
            }
        });
    }

    private void receive(int sequence, long milli) {
        log.received(sequence, milli * MILLI);
    }

    private ReadFeedback only() {
        var feedbacks = all(MOST_BYTES);
        assertThat(feedbacks).hasSize(1);
        return feedbacks.getFirst();
    }

    private List<ReadFeedback> all(int mostBytes) {
        List<ReadFeedback> feedbacks = new ArrayList<>();
        while (log.hasNews()) {
            int told = log.write(writer.start(buffer, 0), 1, 2, mostBytes);
            var feedback = ReadFeedback.of(buffer, writer.length());
            assertThat(feedback.received()).isEqualTo(told);
            feedbacks.add(feedback);
        }
        return feedbacks;
    }
}
