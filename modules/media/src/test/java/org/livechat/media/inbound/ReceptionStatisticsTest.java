package org.livechat.media.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.livechat.api.media.MediaKind;
import org.livechat.media.peer.Peer;

class ReceptionStatisticsTest {
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ReceptionStatistics statistics = new ReceptionStatistics(48_000, ReceptionStatistics.EVER);

    @Test
    void a_quarter_lost_is_64_of_256_and_the_next_report_begins_anew() {
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                statistics.received(i, i * 960, i * FRAME_NANOS);
            }
        }
        assertThat(statistics.hasNewsToReport()).isTrue();
        assertThat(statistics.takeFractionLost()).isEqualTo(64);
        assertThat(statistics.cumulativeLost()).isEqualTo(25);
        assertThat(statistics.hasNewsToReport()).isFalse();
        statistics.received(100, 100 * 960, 100 * FRAME_NANOS);
        assertThat(statistics.takeFractionLost()).isZero();
    }

    @Test
    void of_a_voice_what_comes_again_too_late_is_as_good_as_lost_and_what_comes_in_time_is_not() {
        ReceptionStatistics voice = new ReceptionStatistics(48_000, 48 * 150);
        for (int i = 0; i < 64; i++) {
            if (i % 4 != 1) {
                voice.received(i, i * 960, i * FRAME_NANOS);
            }
            int again = i - 11;
            if (again >= 0 && again % 4 == 1) {
                voice.received(again, again * 960, i * FRAME_NANOS);
            }
        }
        assertThat(voice.takeFractionLost()).isEqualTo(64);

        for (int i = 64; i < 128; i++) {
            if (i % 4 != 1) {
                voice.received(i, i * 960, i * FRAME_NANOS);
            }
            int again = i - 2;
            if (again >= 64 && again % 4 == 1) {
                voice.received(again, again * 960, i * FRAME_NANOS);
            }
        }
        assertThat(voice.takeFractionLost()).isLessThan(10);
    }

    @Test
    void a_voice_that_is_asked_for_again_is_useful_for_150_ms_and_a_picture_for_as_long_as_it_comes() {
        assertThat(lossOf(MediaKind.AUDIO, 48_000)).isEqualTo(256 / 21);
        assertThat(lossOf(MediaKind.VIDEO, 90_000)).isZero();
    }

    /** What is reported of twenty packets in 20 ms each, of which the second comes behind all others. */
    private static int lossOf(MediaKind kind, int clockRate) {
        var stream = new Stream(1, new Track(new Talker(new Peer("ann", "ann")), "0", kind), clockRate, true);
        for (int i = 0; i <= 20; i++) {
            if (i != 1) {
                stream.received(1, i, i * clockRate / 50, i * FRAME_NANOS);
            }
        }
        stream.received(1, 1, clockRate / 50, 20 * FRAME_NANOS);
        return stream.statistics().takeFractionLost();
    }

    @Test
    void what_was_dropped_between_two_turns_is_no_loss_and_what_is_missing_within_one_is() {
        statistics.received(65_530, 0, 0);
        statistics.resume(20);
        for (int i = 20; i < 40; i++) {
            if (i != 30) {
                statistics.received(i, i * 960, i * FRAME_NANOS);
            }
        }
        assertThat(statistics.cumulativeLost()).isEqualTo(1);
        assertThat(statistics.takeFractionLost()).isEqualTo(256 / 21);
        statistics.resume(39); // a late one of the turn before
        assertThat(statistics.cumulativeLost()).isEqualTo(1);
    }

    @Test
    void sequence_numbers_wrap_into_the_upper_half_and_late_ones_do_not() {
        statistics.received(65_535, 0, 0);
        statistics.received(0, 960, FRAME_NANOS);
        statistics.received(65_534, -960, FRAME_NANOS);
        assertThat(statistics.highestSequence()).isEqualTo(65_536);
    }

    @Test
    void steady_packets_have_no_jitter_and_uneven_ones_have_some() {
        for (int i = 0; i < 50; i++) {
            statistics.received(i, i * 960, i * FRAME_NANOS);
        }
        assertThat(statistics.jitterTicks()).isZero();
        for (int i = 50; i < 100; i++) {
            statistics.received(i, i * 960, i * FRAME_NANOS + (i % 2) * FRAME_NANOS / 2);
        }
        assertThat(statistics.jitterTicks()).isBetween(400, 500);
    }

    @Test
    void the_delay_since_a_sender_report_is_in_65536ths_of_a_second() {
        assertThat(statistics.delaySinceSenderReport(FRAME_NANOS)).isZero();
        statistics.senderReport(0x1234_5678, 0);
        assertThat(statistics.lastSenderReport()).isEqualTo(0x1234_5678);
        assertThat(statistics.delaySinceSenderReport(TimeUnit.SECONDS.toNanos(1)))
                .isBetween(65_530, 65_545);
    }
}
