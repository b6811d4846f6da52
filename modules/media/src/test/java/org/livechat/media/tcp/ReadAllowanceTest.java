package org.livechat.media.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.livechat.api.transport.PeerAddress;

class ReadAllowanceTest {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int PICTURE_PACKET = 1200;
    private static final int CHECK = 100;

    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1);
    private final ReadAllowance allowance = ReadAllowance.ofClient(now);

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

    @Test
    void who_asks_often_loses_none_of_it() {
        assertThat(packetsIn(0, CHECK)).isEqualTo(128);
        int packets = 0;
        for (int i = 0; i < 1_000_000; i++) {
            // Less than a byte takes.
            now += 200;
            while (allowance.isLeft(now)) {
                read(CHECK);
                packets++;
            }
        }
        // A fifth of a second.
        assertThat(packets).isBetween(818, 820);
    }

    @Test
    void networks_have_strangers_of_their_own_and_an_address_comes_back_to_the_same() {
        var strangers = new StrangerAllowances(now, 1);
        ReadAllowance one = strangers.of(address(0x2001_0db8_0000_0001L, 1, 1000));
        assertThat(strangers.of(address(0x2001_0db8_0000_0001L, 2, 2000))).isSameAs(one);
        assertThat(strangers.of(address(0x2001_0db8_0000_0002L, 1, 1000))).isNotSameAs(one);

        ReadAllowance four = strangers.of(address(0, PeerAddress.mapped(0x7F00_0001), 1000));
        assertThat(strangers.of(address(0, PeerAddress.mapped(0x7F00_0001), 2000)))
                .isSameAs(four);
        assertThat(strangers.of(address(0, PeerAddress.mapped(0x7F00_0002), 1000)))
                .isNotSameAs(four);
    }

    @Test
    void networks_that_follow_each_other_seldom_share_a_place() {
        var strangers = new StrangerAllowances(now, 1);
        Set<ReadAllowance> places = new HashSet<>();
        for (int i = 0; i < 256; i++) {
            places.add(strangers.of(address(0, PeerAddress.mapped(0x0A00_0000 + i), 1000)));
        }
        // By chance alone 226 of 1,024.
        assertThat(places).hasSizeGreaterThan(200);
    }

    private static PeerAddress address(long high, long low, int port) {
        return PeerAddress.of(high, low, port, 0);
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
