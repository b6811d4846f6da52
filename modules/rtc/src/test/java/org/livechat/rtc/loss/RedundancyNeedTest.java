package org.livechat.rtc.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedundancyNeedTest {
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONG = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int SECOND = 50;

    private final RedundancyNeed need = new RedundancyNeed();
    private final Random random = new Random(7);
    private int sequence = 65_000;

    /** Sends so many packets, of which the receiver asks for those that it loses. */
    private void send(int packets, double lost, long roundTrip) {
        for (int i = 0; i < packets; i++) {
            sequence = (sequence + 1) & 0xFFFF;
            need.sent(sequence);
            if (random.nextDouble() < lost) {
                need.lost(sequence, roundTrip);
            }
        }
    }

    @Test
    void nothing_is_needed_while_nothing_is_lost() {
        send(100 * SECOND, 0, LONG);
        assertThat(need.distance()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.05, 50, 1", "0.2, 50, 2", "0.3, 50, 2", "0.05, 250, 2"})
    void the_distance_grows_with_the_loss_and_with_the_round_trip(double lost, long roundTripMillis, int distance) {
        send(60 * SECOND, lost, TimeUnit.MILLISECONDS.toNanos(roundTripMillis));
        assertThat(need.distance()).isEqualTo(distance);
    }

    @Test
    void many_that_are_lost_are_noticed_within_half_a_second() {
        send(SECOND / 2, 0.3, SHORT);
        assertThat(need.distance()).isEqualTo(2);
    }

    @Test
    void one_lost_packet_is_no_reason() {
        send(10, 0, SHORT);
        need.lost(sequence, LONG);
        assertThat(need.distance()).isZero();
        send(SECOND, 0, SHORT);
        assertThat(need.distance()).isZero();
    }

    @Test
    void it_goes_back_when_nothing_is_lost_and_not_at_once() {
        send(10 * SECOND, 0.2, SHORT);
        send(SECOND, 0, SHORT);
        assertThat(need.distance()).isEqualTo(2);
        send(10 * SECOND, 0, SHORT);
        assertThat(need.distance()).isEqualTo(1);
        send(10 * SECOND, 0, SHORT);
        assertThat(need.distance()).isZero();
    }

    @Test
    void a_packet_is_lost_once_however_often_it_is_asked_for_and_one_that_was_never_sent_is_not_lost() {
        send(SECOND / 2, 0, SHORT);
        for (int i = 0; i < 100; i++) {
            need.lost(sequence, SHORT);
            need.lost((sequence + 1 + i) & 0xFFFF, SHORT);
        }
        assertThat(need.distance()).isZero();
    }

    @Test
    void a_report_is_believed_without_requests() {
        send(SECOND, 0, SHORT);
        need.reported(26, SHORT);
        assertThat(need.distance()).isEqualTo(2);
        for (int i = 0; i < 6; i++) {
            send(SECOND, 0, SHORT);
            need.reported(0, SHORT);
        }
        assertThat(need.distance()).isZero();
    }

    @Test
    void what_the_talker_has_lost_is_no_loss_of_the_way() {
        for (int report = 0; report < 10; report++) {
            for (int i = 0; i < SECOND; i++) {
                sequence = (sequence + 1) & 0xFFFF;
                if (i % 5 != 0) {
                    need.sent(sequence);
                }
            }
            need.reported(256 / 5, SHORT);
            assertThat(need.distance()).isZero();
        }
    }

    @Test
    void a_report_of_next_to_nothing_says_nothing() {
        send(5, 0, SHORT);
        need.reported(255, SHORT);
        assertThat(need.distance()).isZero();
    }

    @Test
    void a_loss_at_the_edge_does_not_go_up_and_down_all_the_time() {
        int changes = 0;
        int before = 0;
        for (int i = 0; i < 120; i++) {
            send(SECOND, 0.02, SHORT);
            changes += need.distance() == before ? 0 : 1;
            before = need.distance();
        }
        assertThat(changes).isLessThan(12);
    }
}
