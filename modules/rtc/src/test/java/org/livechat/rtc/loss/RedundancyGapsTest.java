package org.livechat.rtc.loss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedundancyGapsTest {
    private static final int FRAME = 960;
    private static final int START = 65_533;

    private final RedundancyGaps gaps = new RedundancyGaps();

    private static int sequence(int index) {
        return (START + index) & 0xffff;
    }

    private static int timestamp(int index) {
        return -3 * FRAME + index * FRAME;
    }

    private boolean receive(int index) {
        return gaps.received(sequence(index), timestamp(index));
    }

    private boolean restore(int index) {
        return gaps.restore(sequence(index), timestamp(index));
    }

    /** With two older payloads in each packet, every packet is handed on once, in order, unless three in a row are lost. */
    @Test
    void every_loss_pattern_of_twelve_is_restored_as_far_as_two_reach() {
        for (int mask = 0; mask < 1 << 12; mask++) {
            gaps.restart();
            var handedOn = new int[14];
            int latest = -1;
            for (int i = 0; i < 14; i++) {
                if (i > 0 && i < 13 && (mask >>> (i - 1) & 1) == 0) {
                    continue;
                }
                for (int before = 2; before > 0; before--) {
                    if (i - before >= 0 && restore(i - before)) {
                        assertThat(i - before).isGreaterThan(latest);
                        latest = i - before;
                        handedOn[i - before]++;
                    }
                }
                assertThat(receive(i)).isTrue();
                assertThat(i).isGreaterThan(latest);
                latest = i;
                handedOn[i]++;
            }
            for (int i = 1; i < 13; i++) {
                boolean lost = (mask >>> (i - 1) & 1) == 0;
                boolean nextLost = i + 1 < 13 && (mask >>> i & 1) == 0;
                boolean afterLost = i + 2 < 13 && i + 1 < 13 && (mask >>> (i + 1) & 1) == 0;
                assertThat(handedOn[i]).isEqualTo(lost && nextLost && afterLost ? 0 : 1);
            }
        }
    }

    @Test
    void what_was_restored_does_not_come_again_and_what_came_is_not_restored() {
        receive(0);
        assertThat(restore(1)).isTrue();
        assertThat(restore(1)).isFalse();
        receive(2);
        assertThat(receive(1)).isFalse();
        assertThat(receive(2)).isFalse();
        assertThat(restore(2)).isFalse();
    }

    @Test
    void nothing_before_a_burst_is_restored() {
        assertThat(restore(0)).isFalse();
        receive(5);
        assertThat(restore(4)).isFalse();
        assertThat(restore(5)).isFalse();
        gaps.restart();
        assertThat(restore(6)).isFalse();
    }

    @Test
    void a_timestamp_that_does_not_lie_between_its_neighbours_is_not_believed() {
        receive(0);
        receive(3);
        assertThat(gaps.restore(sequence(1), timestamp(0))).isFalse();
        assertThat(gaps.restore(sequence(1), timestamp(3))).isFalse();
        assertThat(gaps.restore(sequence(1), timestamp(-1))).isFalse();
        assertThat(gaps.restore(sequence(1), timestamp(9))).isFalse();
        assertThat(restore(2)).isTrue();
        assertThat(gaps.restore(sequence(1), timestamp(2))).isFalse();
        assertThat(restore(1)).isTrue();
    }

    @Test
    void a_long_burst_is_followed() {
        for (int i = 0; i < 200_000; i++) {
            if (i % 3 == 2) {
                assertThat(restore(i)).isTrue();
            } else {
                assertThat(receive(i)).isTrue();
            }
        }
    }

    @Test
    void what_is_far_away_begins_anew_or_passes() {
        for (int i = 0; i < 300; i++) {
            receive(i);
        }
        assertThat(receive(100)).isTrue();
        assertThat(restore(100)).isFalse();
        assertThat(restore(1000)).isFalse();
        assertThat(receive(1000)).isTrue();
        assertThat(restore(999)).isFalse();
        assertThat(restore(1001)).isTrue();
    }
}
