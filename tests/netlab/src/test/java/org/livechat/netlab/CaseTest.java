package org.livechat.netlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CaseTest {
    private static final Impairment NONE = Impairment.NONE.withRate(0, ImpairedLink.LARGEST_PACKET);

    @Test
    void a_way_to_a_listener_is_inward() {
        Case read = Case.parse("down:loss=5+burst=5");
        assertThat(read.scene()).isEqualTo(Case.Scene.DOWN);
        assertThat(read.inward()).isEqualTo(NONE.withLoss(0.05, 5));
        assertThat(read.outward()).isEqualTo(Impairment.NONE);
    }

    @Test
    void a_way_from_the_talker_is_outward() {
        Case read = Case.parse("up:jitter=30+reordered=2");
        assertThat(read.scene()).isEqualTo(Case.Scene.UP);
        assertThat(read.outward())
                .isEqualTo(NONE.withJitter(Duration.ofMillis(30)).withReordered(0.02));
        assertThat(read.inward()).isEqualTo(Impairment.NONE);
    }

    @Test
    void half_a_round_trip_is_of_each_direction() {
        Case read = Case.parse("down:rtt=200+loss=10");
        assertThat(read.inward())
                .isEqualTo(NONE.withDelay(Duration.ofMillis(100)).withLoss(0.1, 1));
        assertThat(read.outward()).isEqualTo(Impairment.NONE.withDelay(Duration.ofMillis(100)));
    }

    @Test
    void a_queue_is_as_long_as_it_takes_to_pass() {
        assertThat(Case.parse("conference:queue=500+rate=300").inward()).isEqualTo(NONE.withRate(300_000, 18_750));
        assertThat(Case.parse("down:rate=300").inward()).isEqualTo(NONE.withRate(300_000, 11_250));
    }

    @Test
    void names_stand_for_many() {
        assertThat(Case.parseAll("all")).hasSize(20).extracting(Case::name).contains("clean", "up:loss=30");
        assertThat(Case.parseAll("clean,up:rtt=50")).extracting(Case::name).containsExactly("clean", "up:rtt=50");
    }

    @Test
    void what_is_no_case_is_refused_with_what_would_be_one() {
        assertThatThrownBy(() -> Case.parse("downwards")).hasMessageContaining("down:loss=5+burst=5");
        assertThatThrownBy(() -> Case.parse("down:losses=5"))
                .hasMessageContaining("down:losses=5: losses=5")
                .hasMessageContaining("loss=%, burst=packets");
        assertThatThrownBy(() -> Case.parse("side:loss=5")).hasMessageContaining("down:, up:, conference:");
        assertThatThrownBy(() -> Case.parse("down:loss")).hasMessageContaining("down:loss");
    }
}
