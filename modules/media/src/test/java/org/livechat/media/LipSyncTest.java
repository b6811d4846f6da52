package org.livechat.media;

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
    void voice_and_picture_sampled_together_are_reported_at_one_instant() {
        var clock = new SenderClock();
        var voice = new Stream(1, null, 48_000);
        var picture = new Stream(2, null, 90_000);
        long sampled = 100 * SECOND;
        // the reports of the two streams are made and arrive at different times
        voice.senderReport(sampled - SECOND, 7_000_000 - 48_000);
        clock.reported(sampled - SECOND, 5000 * SECOND);
        picture.senderReport(sampled + SECOND, 900_000 + 90_000);
        clock.reported(sampled + SECOND, 5002 * SECOND + SECOND / 5);

        long instant = 5001 * SECOND;
        assertThat(voice.timestampAt(clock.sourceNtp(instant))).isEqualTo(7_000_000);
        assertThat(picture.timestampAt(clock.sourceNtp(instant))).isEqualTo(900_000);
    }

    @Test
    void the_report_that_travelled_fastest_sets_the_offset() {
        var clock = new SenderClock();
        clock.reported(10 * SECOND, 110 * SECOND + SECOND / 2);
        clock.reported(11 * SECOND, 111 * SECOND);
        clock.reported(12 * SECOND, 112 * SECOND + SECOND);
        assertThat(clock.sourceNtp(200 * SECOND)).isEqualTo(100 * SECOND);
    }
}
