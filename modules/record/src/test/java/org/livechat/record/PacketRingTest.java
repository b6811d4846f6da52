package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PacketRingTest {
    private static final int ROOM = 1024;

    private final PacketRing ring = new PacketRing(ROOM);
    private final List<String> read = new ArrayList<>();

    @Test
    void packets_come_out_as_they_went_in_however_often_the_ring_turns() {
        for (int i = 0; i < 1000; i++) {
            byte[] payload = new byte[1 + i * 7 % 90];
            Arrays.fill(payload, (byte) i);
            assertThat(ring.offer(i + 1, i * 10L, -i, i, i * 960, payload, 0, payload.length))
                    .isTrue();
            int expected = i;
            assertThat(ring.drain(
                            (tape, arrived, ssrc, sequence, timestamp, from, at, length) -> {
                                assertThat(new long[] {tape, arrived, ssrc, sequence, timestamp})
                                        .containsExactly(
                                                expected + 1, expected * 10L, -expected, expected, expected * 960L);
                                assertThat(Arrays.copyOfRange(from, at, at + length))
                                        .isEqualTo(payload);
                            },
                            10))
                    .isEqualTo(1);
        }
    }

    @Test
    void those_of_a_tape_are_read_one_behind_the_other_in_their_order() {
        for (int i = 0; i < 6; i++) {
            assertThat(ring.offer(2 - i % 2, 0, 1, i, 0, new byte[10], 0, 10)).isTrue();
        }
        drain();
        assertThat(read).containsExactly("1 1 10", "1 3 10", "1 5 10", "2 0 10", "2 2 10", "2 4 10");
    }

    @Test
    void a_reader_that_throws_leaves_the_ring_as_it_has_to_be() {
        assertThat(offer(1)).isTrue();
        assertThatThrownBy(() -> ring.drain(
                        (_, _, _, _, _, _, _, _) -> {
                            throw new IllegalStateException("a defect");
                        },
                        1))
                .hasMessage("a defect");
        assertThat(offer(2)).isTrue();
        drain();
        assertThat(read).containsExactly("1 2 100");
    }

    @Test
    void what_finds_no_room_is_refused_and_what_is_there_stays() {
        int taken = 0;
        while (offer(taken)) {
            taken++;
        }
        // 28 bytes about a packet and its 100, in units of 8.
        assertThat(taken).isEqualTo(ROOM / 128);
        drain();
        assertThat(read).hasSize(taken).startsWith("1 0 100", "1 1 100");
        assertThat(offer(99)).isTrue();
    }

    @Test
    @Timeout(60)
    void many_threads_lose_nothing_and_mix_nothing() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        var large = new PacketRing(64 * 1024);
        int[] next = new int[threads];
        for (int t = 0; t < threads; t++) {
            int who = t;
            Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    byte[] payload = new byte[20 + i % 50];
                    Arrays.fill(payload, (byte) i);
                    while (!large.offer(who, i, who, i, i, payload, 0, payload.length)) {
                        Thread.onSpinWait();
                    }
                }
            });
        }
        int count = 0;
        while (count < threads * each) {
            count += large.drain(
                    (tape, arrived, ssrc, sequence, timestamp, from, at, length) -> {
                        assertThat(sequence).isEqualTo(next[tape]++);
                        assertThat(length).isEqualTo(20 + sequence % 50);
                        assertThat(from[at + length - 1]).isEqualTo((byte) sequence);
                    },
                    100);
        }
        assertThat(next).containsOnly(each);
    }

    private boolean offer(int sequence) {
        return ring.offer(1, 0, 1, sequence, 0, new byte[100], 0, 100);
    }

    private void drain() {
        ring.drain(
                (tape, arrived, ssrc, sequence, timestamp, from, at, length) ->
                        read.add(tape + " " + sequence + " " + length),
                100);
    }
}
