package org.livechat.media.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadAllowanceTest {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int PICTURE_PACKET = 1200;
    private static final int CHECK = 100;

    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1);
    private final ReadAllowance allowance = new ReadAllowance(now);

    @Test
    void a_burst_is_read_at_once_and_then_so_many_bytes_a_second() {
        assertThat(packetsIn(0, PICTURE_PACKET)).isEqualTo(110);
        // 4 MiB of packets of 1,200 bytes are 3,495.
        assertThat(packetsIn(10, PICTURE_PACKET)).isBetween(34_900, 35_000);
    }

    @Test
    void a_short_packet_counts_as_one_of_a_kibibyte() {
        assertThat(packetsIn(0, CHECK)).isEqualTo(128);
        assertThat(packetsIn(10, CHECK)).isBetween(40_900, 41_000);
    }

    @Test
    void a_voice_and_a_picture_are_never_kept_waiting() {
        for (int millis = 0; millis < 20_000; millis++) {
            now += STEP_NANOS;
            assertThat(allowance.isLeft(now)).isTrue();
            read(PICTURE_PACKET);
            read(CHECK);
        }
    }

    @Test
    void who_is_quiet_for_long_saves_no_more_than_a_burst() {
        now += TimeUnit.HOURS.toNanos(10);
        assertThat(packetsIn(0, CHECK)).isEqualTo(128);
    }

    private int packetsIn(int seconds, int bytes) {
        long end = now + TimeUnit.SECONDS.toNanos(seconds);
        int packets = 0;
        for (; now - end <= 0; now += STEP_NANOS) {
            while (allowance.isLeft(now)) {
                read(bytes);
                packets++;
            }
        }
        now -= STEP_NANOS;
        return packets;
    }

    private void read(int bytes) {
        allowance.read(bytes);
        allowance.packet(bytes);
    }
}
