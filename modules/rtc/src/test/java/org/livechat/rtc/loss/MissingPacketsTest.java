package org.livechat.rtc.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livechat.rtc.meter.AllocationMeter;
import org.livechat.rtc.rtp.GenericNack;
import org.livechat.rtc.rtp.RtcpReader;
import org.livechat.rtc.rtp.RtcpWriter;

class MissingPacketsTest {
    private static final long MILLI = 1_000_000;
    private static final long ROUND_TRIP = 40 * MILLI;

    private final byte[] buffer = new byte[MissingPackets.MOST_BYTES];
    private final RtcpWriter writer = new RtcpWriter();
    private final RtcpReader reader = new RtcpReader();
    private final MissingPackets packets = new MissingPackets(300 * MILLI);

    @Test
    void a_lost_packet_is_asked_for_when_three_later_ones_have_come() {
        receive(0, 1);
        receive(1, 3);
        receive(2, 4);
        assertThat(ask(2)).isEmpty();
        receive(3, 5);

        assertThat(packets.nextDueNanos(3 * MILLI)).isEqualTo(3 * MILLI);
        assertThat(ask(3)).containsExactly(2);
    }

    @Test
    void a_lost_packet_is_asked_for_ten_milliseconds_after_a_later_one() {
        receive(0, 1);
        receive(5, 3);

        assertThat(packets.nextDueNanos(5 * MILLI)).isEqualTo(15 * MILLI);
        assertThat(ask(14)).isEmpty();
        assertThat(ask(15)).containsExactly(2);
    }

    @Test
    void a_reordered_packet_is_not_asked_for_and_not_counted_as_recovered() {
        receive(0, 1);
        receive(1, 3);
        receive(2, 4);

        assertThat(packets.received(2, 3 * MILLI)).isTrue();
        assertThat(packets.nextDueNanos(3 * MILLI)).isEqualTo(Long.MAX_VALUE);
        assertThat(ask(100)).isEmpty();
        assertThat(packets.recovered()).isZero();
        assertThat(packets.received(2, 4 * MILLI)).as("a duplicate").isFalse();
    }

    @Test
    void it_is_asked_for_again_after_one_and_a_quarter_round_trips() {
        receive(0, 1);
        receive(0, 3);
        ask(10);

        assertThat(packets.nextDueNanos(10 * MILLI)).isEqualTo(60 * MILLI);
        assertThat(ask(59)).isEmpty();
        assertThat(ask(60)).containsExactly(2);
        assertThat(packets.received(2, 70 * MILLI)).isTrue();
        assertThat(packets.recovered()).isEqualTo(1);
    }

    @Test
    void it_is_asked_for_ten_times_at_most() {
        receive(0, 1);
        receive(0, 3);
        var times = new ArrayList<Long>();
        for (long milli = 0; milli < 400; milli++) {
            if (!ask(milli, 0).isEmpty()) {
                times.add(milli);
            }
        }

        assertThat(times).containsExactly(10L, 30L, 50L, 70L, 90L, 110L, 130L, 150L, 170L, 190L);
        assertThat(packets.givenUp()).isEqualTo(1);
        assertThat(packets.received(2, 400 * MILLI)).as("given up").isFalse();
    }

    @Test
    void it_is_given_up_when_patience_is_over() {
        receive(0, 1);
        receive(0, 3);
        ask(10, 500);

        assertThat(packets.nextDueNanos(10 * MILLI)).isEqualTo(300 * MILLI);
        assertThat(ask(300, 500)).isEmpty();
        assertThat(packets.missing()).isZero();
        assertThat(packets.givenUp()).isEqualTo(1);
    }

    @Test
    void neighbours_share_an_entry_across_the_wrap() {
        receive(0, 65_533);
        receive(0, 14);
        receive(0, 16);
        receive(0, 40);
        writer.start(buffer, 0);

        assertThat(packets.due(10 * MILLI, ROUND_TRIP, writer, 7, 8)).isEqualTo(40 - 14 + 16 - 2);
        assertThat(reader.wrap(buffer, 0, writer.length()).next()).isTrue();
        assertThat(reader.senderSsrc()).isEqualTo(7);
        assertThat(reader.mediaSsrc()).isEqualTo(8);
        assertThat(GenericNack.count(reader)).isEqualTo(3);
        assertThat(GenericNack.packetId(reader, 0)).isEqualTo(65_534);
        assertThat(GenericNack.bitmask(reader, 0)).isEqualTo(0x7fff);
        assertThat(GenericNack.packetId(reader, 1)).isEqualTo(15);
        assertThat(GenericNack.bitmask(reader, 1)).isEqualTo(0xfffe);
    }

    @Test
    void two_hundred_and_fifty_missing_are_asked_for_and_one_more_is_hopeless() {
        receive(0, 0);
        receive(0, 251);
        assertThat(packets.takeHopeless()).isFalse();
        assertThat(ask(10)).hasSize(250);
        receive(11, 253);

        assertThat(packets.takeHopeless()).isTrue();
        assertThat(packets.takeHopeless()).as("told once").isFalse();
        assertThat(packets.nextDueNanos(11 * MILLI)).isEqualTo(Long.MAX_VALUE);
        assertThat(packets.givenUp()).isEqualTo(251);
    }

    @Test
    void a_jump_is_hopeless_and_the_stream_goes_on_from_there() {
        receive(0, 0);
        receive(0, 20_000);
        assertThat(packets.takeHopeless()).isTrue();
        assertThat(packets.givenUp()).isZero();
        receive(0, 20_002);

        assertThat(ask(10)).containsExactly(20_001);
    }

    @Test
    void numbers_that_begin_anew_far_behind_are_believed_at_the_second_packet() {
        receive(0, 20_000);
        receive(0, 20_002);
        receive(0, 100);
        assertThat(packets.takeHopeless()).isFalse();
        receive(0, 101);
        assertThat(packets.takeHopeless()).isTrue();
        receive(0, 103);

        assertThat(ask(10)).containsExactly(102);
    }

    @Test
    void no_gap_is_made_of_a_pause() {
        receive(0, 1);
        receive(0, 3);
        packets.restart();
        assertThat(packets.nextDueNanos(0)).isEqualTo(Long.MAX_VALUE);
        receive(0, 90);
        receive(0, 92);

        assertThat(ask(10)).containsExactly(91);
        assertThat(packets.takeHopeless()).isFalse();
        assertThat(packets.givenUp()).isEqualTo(1);
    }

    @Test
    void what_no_one_asks_for_stays_bounded() {
        for (int i = 0; i < 200_000; i += 2) {
            packets.received(i & 0xffff, i);
            assertThat(packets.missing()).isLessThanOrEqualTo(MissingPackets.MOST_MISSING);
        }
        assertThat(packets.takeHopeless()).isTrue();
    }

    @Test
    void a_clock_may_wrap() {
        long start = Long.MAX_VALUE - 5 * MILLI;
        packets.received(1, start);
        packets.received(3, start);
        writer.start(buffer, 0);

        assertThat(packets.due(start + 9 * MILLI, ROUND_TRIP, writer, 1, 2)).isZero();
        assertThat(packets.due(start + 10 * MILLI, ROUND_TRIP, writer, 1, 2)).isEqualTo(1);
    }

    @Test
    void patience_is_not_negative() {
        assertThatThrownBy(() -> new MissingPackets(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_is_allocated_a_packet() throws ReflectiveOperationException {
        var counter = new int[1];
        AllocationMeter.assertAllocatesNothing(() -> {
            for (int i = 0; i < 100_000; i++) {
                int number = counter[0]++;
                if (number % 7 != 3) {
                    packets.received(number & 0xffff, number * MILLI);
                }
                if (number % 5 == 0) {
                    packets.received((number - 50) & 0xffff, number * MILLI);
                }
                packets.due(number * MILLI, ROUND_TRIP, writer.start(buffer, 0), 1, 2);
            }
        });
        assertThat(packets.recovered()).isPositive();
    }

    private void receive(long milli, int sequence) {
        packets.received(sequence, milli * MILLI);
    }

    private List<Integer> ask(long milli) {
        return ask(milli, ROUND_TRIP / MILLI);
    }

    private List<Integer> ask(long milli, long roundTripMillis) {
        writer.start(buffer, 0);
        int asked = packets.due(milli * MILLI, roundTripMillis * MILLI, writer, 1, 2);
        List<Integer> lost = new ArrayList<>();
        if (asked > 0) {
            assertThat(reader.wrap(buffer, 0, writer.length()).next()).isTrue();
            GenericNack.forEachLost(reader, Integer.MAX_VALUE, lost::add);
        }
        assertThat(lost).hasSize(asked);
        return lost;
    }
}
