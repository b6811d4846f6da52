package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.control.FloorChoice;
import org.livechat.floor.FloorSettings;

class CoreSettingsTest {
    private static final PresetChannel PRESET =
            new PresetChannel("CH_0001", "0001", "Dispatch", ChannelMode.PTT, 20, FloorChoice.none());

    @Test
    void the_defaults_are_those_of_the_protocol() {
        assertThat(SessionSettings.defaults().heartbeatInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(SessionSettings.defaults().timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(ChannelSettings.defaults().defaultCapacity()).isEqualTo(100);
        assertThat(ChannelSettings.defaults().messageLimitBytes()).isEqualTo(2000);
    }

    @Test
    void a_value_out_of_bounds_is_refused_with_its_key_and_what_would_be_right() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionSettings(Duration.ofMillis(10), 3, 10, 10, Duration.ZERO))
                .withMessage("sessions.heartbeat_interval is 10 ms, must be 1 s to 600 s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelSettings(10, 10, Duration.ofMinutes(1), 11, 10, 2000))
                .withMessage("channels.default_capacity is 11, must be 1 to 10");
    }

    @Test
    void a_profile_that_is_not_there_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("bsae", List.of()))
                .withMessage("floor.profile is 'bsae', must be one of [base]");
    }

    @Test
    void presets_that_break_the_rules_or_collide_are_refused() {
        var wrong = new PresetChannel("a b", "0001", "Dispatch", ChannelMode.PTT, 20, FloorChoice.none());
        var sameFrequency = new PresetChannel("CH_2", "0001", "Dispatch", ChannelMode.PTT, 20, FloorChoice.none());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("base", List.of(wrong)))
                .withMessageContaining("'a b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("base", List.of(PRESET, sameFrequency)))
                .withMessageContaining("'CH_2' on frequency 0001");
    }

    @Test
    void a_profile_whose_policy_is_not_installed_is_refused_when_the_control_plane_starts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiveControlPlane.start(
                        settings("base", List.of()), RecordedMedia::new, TimeSource.system(), List.of()))
                .withMessage("floor profile 'base' has policy 'priority', must be one of []");
    }

    private static CoreSettings settings(String profile, List<PresetChannel> presets) {
        return new CoreSettings(
                SessionSettings.defaults(),
                ChannelSettings.defaults(),
                Map.of("base", FloorSettings.base()),
                profile,
                presets);
    }
}
