package org.livechat.rtc.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate against links in virtual time. Times are seconds, rates bit/s. */
class ReceiverEstimateTest {
    private static final long SEED = 1;
    private static final double FLOOR = 30_000;

    private final SimulatedCall call = new SimulatedCall(SEED);

    @ParameterizedTest
    @CsvSource({"300e3, 5", "1e6, 5", "3e6, 9"})
    void reaches_most_of_a_fixed_link_and_stays_there(double rate, double by) {
        for (long seed = 1; seed <= 5; seed++) {
            var fixed = new SimulatedCall(seed);
            fixed.link.rate = seconds -> rate;
            fixed.wanted = seconds -> 5e6;
            fixed.run(30);

            assertThat(fixed.reached(0.8 * rate, 0)).as("seed %d", seed).isLessThan(by);
            assertThat(fixed.mean(by, 30)).as("seed %d", seed).isBetween(0.75 * rate, 1.05 * rate);
            assertThat(fixed.relativeDeviation(10, 30)).as("seed %d", seed).isLessThan(0.12);
        }
    }

    @Test
    void a_capped_link_has_a_short_queue() {
        call.link.rate = seconds -> 300e3;
        call.run(40);

        assertThat(call.longestQueueMillis(5, 40)).isLessThan(150);
    }

    @Test
    void a_sudden_cap_is_obeyed_and_its_queue_drained() {
        call.link.rate = seconds -> seconds < 10 ? 3e6 : 300e3;
        call.run(40);

        assertThat(call.mean(13, 40)).isBetween(220e3, 320e3);
        assertThat(call.longestQueueMillis(15, 40)).isLessThan(150);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_wanted_is_reached_again_soon_after_a_cap_is_lifted(boolean layered) {
        call.link.rate = seconds -> seconds < 30 ? 300e3 : 3e6;
        call.layers = layered ? new double[] {150e3, 500e3, 1.5e6} : new double[0];
        call.run(50);

        assertThat(call.reached(1.54e6, 30)).isLessThan(38);
        assertThat(call.least(38, 50)).isGreaterThan(1_540_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.1, 0.2, 0.3})
    void loss_without_delay_does_not_starve(double loss) {
        for (long seed = 1; seed <= 4; seed++) {
            var lossy = new SimulatedCall(seed);
            lossy.link.rate = seconds -> 10e6;
            lossy.link.loss = loss;
            lossy.run(30);

            assertThat(lossy.least(8, 30)).as("seed %d", seed).isGreaterThan(600_000);
            assertThat(lossy.estimate.lossOfLink()).isBetween(loss - 0.08, loss + 0.08);
        }
    }

    @Test
    void a_policer_that_drops_without_delay_is_told_from_random_loss() {
        call.link.policer = true;
        call.link.rate = seconds -> 700e3;
        call.wanted = seconds -> 4e6;
        call.run(60);

        // Its bucket lets probes through, so the mean lies above; taken for random loss it would be past 2 Mbit/s.
        assertThat(call.mean(15, 60)).isBetween(500e3, 1.3e6);
    }

    @Test
    void jitter_is_no_congestion() {
        call.link.jitterMillis = 30;
        call.run(30);

        assertThat(call.mean(10, 30)).isGreaterThan(1.5e6);
    }

    @Test
    void packets_delivered_in_batches_are_no_congestion() {
        call.link.batchNanos = 20_000_000;
        call.run(30);

        assertThat(call.mean(10, 30)).isGreaterThan(1.5e6);
    }

    @Test
    void feedback_lost_and_late_changes_little() {
        call.link.rate = seconds -> 1e6;
        call.wanted = seconds -> 4e6;
        call.feedbackLoss = 0.3;
        call.feedbackDelayNanos = 150_000_000;
        call.run(30);

        assertThat(call.mean(8, 30)).isBetween(700e3, 1050e3);
    }

    @Test
    void silence_of_the_receiver_lowers_the_estimate_to_the_floor() {
        call.run(10);
        call.feedbackLoss = 1;
        call.run(30);

        assertThat(call.estimate.bitsPerSecond()).isEqualTo((long) FLOOR);
    }

    @Test
    void gives_way_to_other_traffic_and_comes_back() {
        call.link.rate = seconds -> 1e6;
        call.link.foreign = seconds -> seconds > 10 && seconds < 20 ? 600e3 : 0;
        call.wanted = seconds -> 4e6;
        call.run(30);

        assertThat(call.mean(12, 20)).isBetween(250e3, 450e3);
        assertThat(call.mean(25, 30)).isGreaterThan(700e3);
    }

    @Test
    void follows_a_sawtooth() {
        call.link.rate = seconds -> 300e3 + 1.4e6 * (seconds % 10) / 10;
        call.wanted = seconds -> 4e6;
        call.run(60);

        assertThat(call.mean(10, 60)).isGreaterThan(400e3);
        assertThat(call.least(0, 60)).isGreaterThan(100_000);
    }

    @Test
    void follows_a_mobile_link() {
        for (long seed = 1; seed <= 5; seed++) {
            var mobile = new SimulatedCall(seed);
            mobile.link.rate = MobileTrace.of(seed);
            mobile.link.jitterMillis = 8;
            mobile.wanted = seconds -> 2e6;
            mobile.run(60);

            assertThat(mobile.mean(5, 60)).as("seed %d", seed).isGreaterThan(400e3);
            assertThat(mobile.least(0, 60)).as("seed %d", seed).isGreaterThanOrEqualTo((long) FLOOR);
        }
    }

    @Test
    void an_estimate_is_no_fantasy_beyond_what_was_proven() {
        call.link.rate = seconds -> 1e9;
        call.run(120);

        assertThat(call.estimate.bitsPerSecond()).isBetween(1_540_000L, 3_500_000L);
    }

    @Test
    void voice_alone_is_not_probed_and_keeps_the_start_for_video() {
        call.wanted = seconds -> 0;
        call.run(60);

        assertThat(call.probes).isZero();
        assertThat(call.estimate.isLimitedByApplication()).isTrue();
        assertThat(call.estimate.bitsPerSecond()).isEqualTo(300_000);
    }

    @Test
    void the_round_trip_is_measured_without_what_the_receiver_waits() {
        call.run(5);

        assertThat(call.estimate.roundTripNanos()).isBetween(40_000_000L, 120_000_000L);
    }
}
