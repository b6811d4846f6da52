package org.livechat.media.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.livechat.api.transport.PeerAddress;

class IcePathTest {
    private static final PeerAddress WIFI = address(1000);
    private static final PeerAddress LTE = address(2000);

    private final IcePath path = new IcePath();
    private int transaction;

    @Test
    void the_first_check_selects_its_address_even_without_nomination() {
        check(WIFI, false, 0);
        assertThat(path.selected()).contains(WIFI);
    }

    @Test
    void a_nomination_from_elsewhere_moves_at_once() {
        check(WIFI, true, 0);
        check(LTE, true, 1);
        assertThat(path.selected()).contains(LTE);
        assertThat(path.validated()).containsExactlyInAnyOrder(WIFI, LTE);
    }

    @Test
    void a_check_without_nomination_does_not_move_while_the_selected_address_is_alive() {
        check(WIFI, true, 0);
        check(LTE, false, TimeUnit.SECONDS.toNanos(1));
        assertThat(path.selected()).contains(WIFI);
    }

    @Test
    void a_check_without_nomination_moves_once_the_selected_address_has_gone_silent() {
        check(WIFI, true, 0);
        check(LTE, false, TimeUnit.SECONDS.toNanos(6));
        assertThat(path.selected()).contains(LTE);
    }

    @Test
    void a_check_seen_before_from_another_address_is_a_replay_and_a_repetition_is_none() {
        path.accept(7, 7, WIFI, true, 0);
        assertThat(path.isReplay(7, 7, LTE)).isTrue();
        assertThat(path.isReplay(7, 7, WIFI)).isFalse();
        assertThat(path.isReplay(7, 8, LTE)).isFalse();
    }

    @Test
    void another_connection_of_the_same_address_and_port_is_another_address() {
        assertThat(WIFI.onStream(1))
                .isNotEqualTo(WIFI)
                .isNotEqualTo(WIFI.onStream(2))
                .isEqualTo(address(1000).onStream(1))
                .hasSameHashCodeAs(address(1000).onStream(1));
    }

    @Test
    void when_the_selected_connection_ends_media_goes_to_the_address_that_was_proved_last() {
        PeerAddress connection = WIFI.onStream(1);
        check(LTE, false, 0);
        check(connection, true, 1);
        path.ended(connection);
        assertThat(path.selected()).contains(LTE);
        assertThat(path.validated()).containsExactly(LTE);
    }

    @Test
    void the_address_that_is_left_is_moved_from_by_the_next_check_since_it_may_be_gone_too() {
        PeerAddress connection = WIFI.onStream(1);
        check(LTE, false, 0);
        check(connection, true, 1);
        path.ended(connection);
        check(WIFI.onStream(2), false, 2);
        check(LTE, false, 3);
        assertThat(path.selected()).contains(WIFI.onStream(2));
    }

    @Test
    void when_the_only_connection_ends_any_check_moves_at_once() {
        check(WIFI.onStream(1), true, 0);
        path.ended(WIFI.onStream(1));
        check(WIFI.onStream(2), false, 1);
        check(LTE, false, 2);
        assertThat(path.selected()).contains(WIFI.onStream(2));
    }

    @Test
    void when_another_connection_ends_nothing_moves() {
        check(WIFI.onStream(1), false, 0);
        check(LTE, true, 1);
        path.ended(WIFI.onStream(1));
        check(WIFI, false, 2);
        assertThat(path.selected()).contains(LTE);
    }

    @Test
    void the_oldest_address_but_never_the_selected_one_is_forgotten_when_there_are_too_many() {
        check(WIFI, true, 0);
        for (int i = 0; i < IcePath.MOST_ADDRESSES - 1; i++) {
            assertThat(path.accept(1, i, address(3000 + i), false, 1)).isEmpty();
        }
        assertThat(path.accept(2, 0, LTE, false, 1)).contains(address(3000));
        assertThat(path.validated()).hasSize(IcePath.MOST_ADDRESSES).contains(WIFI, LTE);
    }

    private void check(PeerAddress from, boolean nominated, long nowNanos) {
        path.accept(0, transaction++, from, nominated, nowNanos);
    }

    private static PeerAddress address(int port) {
        return PeerAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
