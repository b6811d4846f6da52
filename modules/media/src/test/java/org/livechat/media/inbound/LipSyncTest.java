package org.livechat.media.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LipSyncTest {
    private static final long SECOND = 1L << 32;

    @Test
    void spans_become_ticks_in_both_directions() {
        assertThat(NtpTime.ticks(SECOND, 48_000)).isEqualTo(48_000);
        assertThat(NtpTime.ticks(SECOND / 2, 90_000)).isEqualTo(45_000);
        assertThat(NtpTime.ticks(-SECOND / 2, 90_000)).isEqualTo(-45_000);
        assertThat(NtpTime.ticks(3600 * SECOND, 90_000)).isEqualTo(3600 * 90_000);
    }

    @Test
    void unix_time_becomes_ntp_time() {
        assertThat(NtpTime.ofUnixMillis(0)).isEqualTo(2_208_988_800L << 32);
        assertThat(NtpTime.ofUnixMillis(1500) - NtpTime.ofUnixMillis(0)).isEqualTo(SECOND + SECOND / 2);
    }

    @Test
    void reports_go_by_the_clock_that_nobody_sets() {
        long now = System.nanoTime();
        long wall = System.currentTimeMillis();
        assertThat(NtpTime.at(now)).isBetween(NtpTime.ofUnixMillis(wall - 60_000), NtpTime.ofUnixMillis(wall + 60_000));
        assertThat(NtpTime.at(now + 3_250_000_000L) - NtpTime.at(now))
                .isBetween(3 * SECOND + SECOND / 4 - 9, 3 * SECOND + SECOND / 4 + 9);
        assertThat(NtpTime.at(now - 3_600_000_000_000L)).isEqualTo(NtpTime.at(now) - 3600 * SECOND);
    }

    @Test
    void voice_and_picture_sampled_together_are_reported_at_one_instant() {
        var clock = new SenderClock();
        var voice = new Stream(1, null, 48_000, false);
        var picture = new Stream(2, null, 90_000, false);
        long sampled = 100 * SECOND;
        // the reports of the two streams are made and arrive at different times
        voice.senderReport(sampled - SECOND, 7_000_000 - 48_000, 0);
        clock.reported(sampled - SECOND, 5000 * SECOND);
        picture.senderReport(sampled + SECOND, 900_000 + 90_000, 0);
        clock.reported(sampled + SECOND, 5002 * SECOND + SECOND / 5);

        long instant = 5001 * SECOND;
        assertThat(voice.timestampAt(clock.sourceNtp(instant))).isEqualTo(7_000_000);
        assertThat(picture.timestampAt(clock.sourceNtp(instant))).isEqualTo(900_000);
    }

    @Test
    void a_report_from_before_a_pause_in_which_the_timestamps_stood_still_is_not_believed() {
        var voice = new Stream(1, null, 48_000, false);
        voice.received(1, 0, (int) 4_294_960_000L, 0);
        voice.senderReport(100 * SECOND, (int) 4_294_960_000L, 0);
        voice.received(1, 1, (int) (4_294_960_000L + 960), 20_000_000L);
        assertThat(voice.isMapped()).as("while the voice goes on").isTrue();

        voice.received(2, 2, (int) (4_294_960_000L + 1920), 3_000_000_000L);
        assertThat(voice.isMapped()).as("behind the pause").isFalse();

        voice.senderReport(103 * SECOND, (int) (4_294_960_000L + 1920), 3_000_000_000L);
        assertThat(voice.isMapped()).as("by the next report").isTrue();
    }

    @Test
    void a_report_is_believed_though_packets_come_late_and_in_another_order() {
        var picture = new Stream(2, null, 90_000, false);
        picture.senderReport(100 * SECOND, 900_000, 0);
        picture.received(1, 0, 900_000 + 9000, 250_000_000L);
        picture.received(1, 2, 900_000 + 900_000, 10_010_000_000L);
        picture.received(1, 1, 900_000 + 891_000, 10_020_000_000L);
        assertThat(picture.isMapped()).isTrue();
    }

    @Test
    void two_sizes_of_a_picture_tell_which_of_their_timestamps_are_of_one_instant() {
        var small = new Stream(1, null, 90_000, false);
        var large = new Stream(2, null, 90_000, false);
        assertThat(small.timestampOf(large, 5000, -7))
                .as("before both have told")
                .isEqualTo(-7);
        small.senderReport(100 * SECOND, 900_000, 0);
        assertThat(small.timestampOf(large, 5000, -7)).as("before one has told").isEqualTo(-7);
        large.senderReport(101 * SECOND, 5000, 0);

        assertThat(small.timestampOf(large, 5000, -7)).isEqualTo(990_000);
        assertThat(small.timestampOf(large, 5000 - 180_000, -7)).isEqualTo(810_000);
        assertThat(large.timestampOf(small, 810_000, -7)).isEqualTo(5000 - 180_000);
    }

    @Test
    void the_report_that_travelled_fastest_sets_the_offset() {
        var clock = new SenderClock();
        clock.reported(10 * SECOND, 110 * SECOND + SECOND / 2);
        clock.reported(11 * SECOND, 111 * SECOND);
        clock.reported(12 * SECOND, 112 * SECOND + SECOND);
        assertThat(clock.sourceNtp(200 * SECOND)).isEqualTo(100 * SECOND);
    }

    @Test
    void a_client_whose_clock_is_set_is_believed_anew() {
        var clock = new SenderClock();
        clock.reported(10_000 * SECOND, 110 * SECOND);
        clock.reported(6_401 * SECOND, 111 * SECOND);
        assertThat(clock.sourceNtp(200 * SECOND)).as("set back").isEqualTo(6_490 * SECOND);
        clock.reported(10_002 * SECOND, 112 * SECOND);
        assertThat(clock.sourceNtp(200 * SECOND)).as("set forward").isEqualTo(10_090 * SECOND);
    }
}
