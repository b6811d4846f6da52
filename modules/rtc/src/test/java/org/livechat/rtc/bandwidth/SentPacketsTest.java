package org.livechat.rtc.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentPacketsTest {
    private static final long NOW = 5_000_000_000L;

    private final SentPackets packets = new SentPackets();

    @Test
    void numbers_go_up_by_one_and_wrap_after_16_bits() {
        for (int i = 0; i < 70_000; i++) {
            assertThat(packets.next()).isEqualTo(i & 0xffff);
        }
    }

    @Test
    void a_packet_is_known_by_what_was_sent() {
        int sequence = packets.next();
        packets.sent(sequence, 1200, NOW, 7);

        assertThat(packets.state(sequence)).isEqualTo(SentPackets.UNDERWAY);
        assertThat(packets.bytes(sequence)).isEqualTo(1200);
        assertThat(packets.cluster(sequence)).isEqualTo(7);
        assertThat(packets.sentNanos(sequence, NOW + 90_000_000_000L)).isEqualTo(NOW);
    }

    @Test
    void a_number_never_sent_is_not_taken_for_a_packet() {
        int skipped = packets.next();

        assertThat(packets.state(skipped)).isEqualTo(SentPackets.NOT_SENT);
        assertThat(packets.state(skipped + 1)).isEqualTo(SentPackets.NOT_SENT);
        assertThat(packets.state(40_000)).isEqualTo(SentPackets.NOT_SENT);
    }

    @Test
    void a_packet_older_than_the_ring_is_forgotten() {
        int first = packets.next();
        packets.sent(first, 100, NOW, 0);
        for (int i = 0; i < SentPackets.CAPACITY; i++) {
            packets.sent(packets.next(), 100, NOW, 0);
        }

        assertThat(packets.state(first)).isEqualTo(SentPackets.NOT_SENT);
        assertThat(packets.state(first + 1)).isEqualTo(SentPackets.UNDERWAY);
    }

    @Test
    void the_rate_is_of_the_last_half_second() {
        for (int millis = 0; millis < 2000; millis += 10) {
            packets.sent(packets.next(), 125, NOW + millis * 1_000_000L, 0);
        }

        assertThat(packets.bitsPerSecond(NOW + 2_000_000_000L)).isBetween(95_000L, 105_000L);
        assertThat(packets.bitsPerSecond(NOW + 9_000_000_000L)).isZero();
    }
}
