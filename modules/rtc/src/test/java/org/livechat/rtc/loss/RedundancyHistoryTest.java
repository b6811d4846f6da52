package org.livechat.rtc.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.rtc.meter.AllocationMeter;
import org.livechat.rtc.rtp.RedPayload;

class RedundancyHistoryTest {
    private static final int OPUS = 111;
    private static final int FRAME = 960;
    private static final int MOST_BYTES = 1200;
    private static final int FIRST = -100 * FRAME;

    private final RedundancyHistory history = new RedundancyHistory();
    private final RedPayload red = new RedPayload();
    private final byte[] target = new byte[4096];

    /** Each lost packet of twelve is restored if one of the next one or two packets came, and no other is. */
    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void every_loss_pattern_is_restored_as_far_as_the_distance_reaches(int distance) {
        int first = -5 * FRAME;
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            packets.add(send(first + i * FRAME, payload(i), distance, MOST_BYTES));
        }
        for (int mask = 0; mask < 1 << 12; mask++) {
            Map<Integer, byte[]> heard = new TreeMap<>();
            for (int i = 0; i < 12; i++) {
                if (isReceived(mask, i)) {
                    hear(packets.get(i), first + i * FRAME, heard);
                }
            }
            for (int i = 0; i < 12; i++) {
                boolean restored = isReceived(mask, i)
                        || (distance >= 1 && isReceived(mask, i + 1))
                        || (distance >= 2 && isReceived(mask, i + 2));
                byte[] payload = heard.get(first + i * FRAME);
                assertThat(payload != null).isEqualTo(restored);
                assertThat(payload == null || Arrays.equals(payload, payload(i)))
                        .isTrue();
            }
        }
    }

    private static boolean isReceived(int mask, int number) {
        return (mask >>> number & 1) != 0;
    }

    @Test
    void what_is_too_old_for_fourteen_bits_is_left_out() {
        history.remember(0, payload(1), 0, 10);
        history.remember(FRAME, payload(2), 0, 10);

        assertThat(timestamps(send(16_383, payload(3), 2, MOST_BYTES), 16_383)).containsExactly(0, FRAME, 16_383);
        history.clear();
        history.remember(0, payload(1), 0, 10);
        history.remember(FRAME, payload(2), 0, 10);
        assertThat(timestamps(send(16_384, payload(3), 2, MOST_BYTES), 16_384)).containsExactly(FRAME, 16_384);
    }

    @Test
    void a_count_that_begins_anew_is_followed() {
        send(1_000_000, payload(0), 2, MOST_BYTES);
        send(0, payload(1), 2, MOST_BYTES);

        assertThat(timestamps(send(FRAME, payload(2), 2, MOST_BYTES), FRAME)).containsExactly(0, FRAME);
    }

    @Test
    void those_of_a_run_that_is_remembered_first_find_their_own_predecessors() {
        for (int i = 0; i < 6; i++) {
            history.remember(i * FRAME, payload(i), 0, 10);
        }
        for (int i = 0; i < 6; i++) {
            int selected = history.select(i * FRAME, FIRST, 2, MOST_BYTES);
            assertThat(selected).isEqualTo(Math.min(i, 2));
        }
        assertThat(timestamps(send(3 * FRAME, payload(3), 2, MOST_BYTES), 3 * FRAME))
                .containsExactly(FRAME, 2 * FRAME, 3 * FRAME);
    }

    @Test
    void nothing_older_than_the_burst_is_carried() {
        history.remember(0, payload(0), 0, 10);
        history.remember(FRAME, payload(1), 0, 10);

        assertThat(history.select(2 * FRAME, FRAME, 2, MOST_BYTES)).isEqualTo(1);
        assertThat(history.select(FRAME, FRAME, 2, MOST_BYTES)).isZero();
    }

    @Test
    void what_is_too_long_for_ten_bits_is_left_out() {
        history.remember(0, new byte[1023], 0, 1023);
        history.remember(FRAME, new byte[1024], 0, 1024);
        history.remember(FRAME, new byte[0], 0, 0);

        assertThat(timestamps(send(2 * FRAME, payload(3), 2, 4096), 2 * FRAME)).containsExactly(0, 2 * FRAME);
    }

    @Test
    void the_older_ones_give_way_to_the_size_of_the_packet() {
        int one = RedPayload.PRIMARY_HEADER_LENGTH + 20;
        int older = RedPayload.OLDER_HEADER_LENGTH + 20;
        // A packet that has no room for an older one goes without.
        for (int most = one; most < 100; most++) {
            history.clear();
            history.remember(0, new byte[20], 0, 20);
            history.remember(FRAME, new byte[20], 0, 20);
            byte[] packet = send(2 * FRAME, new byte[20], 2, most);

            assertThat(packet.length).isLessThanOrEqualTo(Math.max(most, one));
            int blocks = most >= one + 2 * older ? 3 : most >= one + older ? 2 : 1;
            assertThat(timestamps(packet, 2 * FRAME))
                    .isEqualTo(List.of(0, FRAME, 2 * FRAME).subList(3 - blocks, 3));
        }
    }

    @Test
    void a_late_packet_takes_its_place_and_carries_only_older_ones() {
        history.remember(0, payload(0), 0, 10);
        history.remember(2 * FRAME, payload(2), 0, 10);

        assertThat(timestamps(send(FRAME, payload(1), 2, MOST_BYTES), FRAME)).containsExactly(0, FRAME);
        history.remember(FRAME, payload(3), 0, 10);
        assertThat(timestamps(send(3 * FRAME, payload(3), 2, MOST_BYTES), 3 * FRAME))
                .containsExactly(FRAME, 2 * FRAME, 3 * FRAME);
    }

    @Test
    void a_burst_carries_nothing_of_the_one_before() {
        send(0, payload(0), 2, MOST_BYTES);
        history.clear();

        assertThat(timestamps(send(FRAME, payload(1), 2, MOST_BYTES), FRAME)).containsExactly(FRAME);
    }

    @Test
    void nothing_is_allocated_a_packet() throws ReflectiveOperationException {
        byte[] payload = payload(9);
        var counter = new int[1];
        AllocationMeter.assertAllocatesNothing(() -> {
            for (int i = 0; i < 100_000; i++) {
                int timestamp = FRAME * counter[0]++;
                history.select(timestamp, timestamp - 10 * FRAME, 2, MOST_BYTES - 10);
                int length = history.write(target, 0, OPUS, payload, 0, 10);
                history.remember(timestamp, payload, 0, 10);
                red.wrap(target, 0, length);
                while (red.next()) {
                    counter[0] += red.length() < 0 ? 1 : 0;
                }
            }
        });
    }

    private byte[] send(int timestamp, byte[] payload, int distance, int most) {
        history.select(timestamp, FIRST, distance, most - payload.length);
        int length = history.write(target, 3, OPUS, payload, 0, payload.length);
        history.remember(timestamp, payload, 0, payload.length);
        return Arrays.copyOfRange(target, 3, 3 + length);
    }

    private void hear(byte[] packet, int timestamp, Map<Integer, byte[]> heard) {
        assertThat(red.wrap(packet, 0, packet.length)).isTrue();
        while (red.next()) {
            assertThat(red.payloadType()).isEqualTo(OPUS);
            byte[] payload = Arrays.copyOfRange(packet, red.offset(), red.offset() + red.length());
            heard.put(timestamp - red.timestampOffset(), payload);
        }
    }

    private List<Integer> timestamps(byte[] packet, int timestamp) {
        List<Integer> timestamps = new ArrayList<>();
        assertThat(red.wrap(packet, 0, packet.length)).isTrue();
        while (red.next()) {
            timestamps.add(timestamp - red.timestampOffset());
        }
        return timestamps;
    }

    /** A payload whose length and bytes are its own. */
    private static byte[] payload(int number) {
        byte[] payload = new byte[10 + number];
        Arrays.fill(payload, (byte) (number + 1));
        return payload;
    }
}
