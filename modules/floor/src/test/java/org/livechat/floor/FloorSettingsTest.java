package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.livechat.api.floor.FloorPolicy;

class FloorSettingsTest {
    private static final Resend THREE_TIMES = new Resend(Duration.ofSeconds(1), 3);

    @Test
    void the_base_profile_is_what_the_wire_protocol_promises() {
        assertThat(FloorSettings.base())
                .isEqualTo(new FloorSettings(
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        Duration.ZERO,
                        Resend.off(),
                        THREE_TIMES,
                        THREE_TIMES,
                        Duration.ofSeconds(6),
                        10,
                        true,
                        200,
                        255,
                        "priority"));
    }

    @Test
    void the_mcptt_profile_has_grace_hang_time_and_idle_repeated() {
        assertThat(FloorSettings.mcptt())
                .isEqualTo(FloorSettings.base()
                        .withGrace(Duration.ofSeconds(3))
                        .withHangTime(Duration.ofSeconds(30))
                        .withIdleAgain(new Resend(Duration.ofSeconds(1), 10))
                        .withTalksAlone(false));
    }

    @Test
    void the_cut_in_profile_has_no_grace_and_no_queue() {
        assertThat(FloorSettings.cutIn().grace()).isZero();
        assertThat(FloorSettings.cutIn().queueLimit()).isZero();
        assertThat(FloorSettings.cutIn().policy()).isEqualTo("cut-in");
    }

    @Test
    void a_value_out_of_bounds_is_refused_by_name_and_bounds() {
        assertThatThrownBy(() -> FloorSettings.base().withStopTalking(Duration.ZERO))
                .hasMessage("stopTalking PT0S is not within PT0.001S..PT24H");
        assertThatThrownBy(() -> FloorSettings.base().withGrace(Duration.ofDays(2)))
                .hasMessage("grace PT48H is not within PT0S..PT24H");
        assertThatThrownBy(() -> FloorSettings.base().withQueueLimit(-1))
                .hasMessage("queueLimit -1 is not within 0..1000");
        assertThatThrownBy(() -> new Resend(Duration.ofSeconds(1), -1)).hasMessage("times -1 is not within 0..1000");
    }

    @Test
    void the_default_policy_is_found_as_a_service() {
        assertThat(PriorityPolicy.class.getModule().getDescriptor().provides()).anySatisfy(provides -> {
            assertThat(provides.service()).isEqualTo(FloorPolicy.class.getName());
            assertThat(provides.providers()).containsExactly(PriorityPolicy.class.getName());
        });
    }
}
