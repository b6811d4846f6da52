package org.livechat.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.SettingType;
import org.livechat.api.part.Settings;
import org.livechat.core.CoreSettings;
import org.livechat.floor.PriorityPolicy;
import org.livechat.floor.Resend;

class CoreConfigurationTest {
    private static final List<FloorPolicy> POLICIES = List.of(new PriorityPolicy());

    @Test
    void a_timer_that_is_left_to_the_profile_is_that_of_the_profile() {
        var profiles = settings("floor.profile", "mcptt").floorProfiles();
        assertThat(profiles.get("mcptt").grace()).isEqualTo(Duration.ofSeconds(3));
        assertThat(profiles.get("mcptt").hangTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(profiles.get("base").grace()).isEqualTo(Duration.ZERO);
    }

    @Test
    void a_timer_that_is_set_is_that_of_every_profile() {
        var profiles = settings("floor.grace", "2s").floorProfiles();
        assertThat(profiles.get("mcptt").grace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(profiles.get("base").grace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings("floor.end_of_media", "1s")
                        .floorProfiles()
                        .get("base")
                        .endOfMedia())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void repetitions_and_priorities_are_those_of_every_profile_once_set() {
        var mcptt = settings("floor.profile", "mcptt").floorProfiles().get("mcptt");
        assertThat(mcptt.idleAgain().times()).isEqualTo(10);
        assertThat(mcptt.emergencyPriority()).isEqualTo(255);
        assertThat(settings("floor.idle_again", "2")
                        .floorProfiles()
                        .get("mcptt")
                        .idleAgain())
                .isEqualTo(new Resend(Duration.ofSeconds(1), 2));
        assertThat(settings("floor.revoke_again", "0")
                        .floorProfiles()
                        .get("base")
                        .revokeAgain()
                        .times())
                .isZero();
        assertThat(settings("floor.granted_again", "1")
                        .floorProfiles()
                        .get("base")
                        .grantedAgain()
                        .times())
                .isOne();
        assertThat(settings("floor.emergency_priority", "250")
                        .floorProfiles()
                        .get("base")
                        .emergencyPriority())
                .isEqualTo(250);
        assertThat(settings("floor.imminent_peril_priority", "150")
                        .floorProfiles()
                        .get("base")
                        .imminentPerilPriority())
                .isEqualTo(150);
    }

    @Test
    void a_policy_that_is_not_there_is_named_with_those_that_are() {
        assertThatThrownBy(() -> settings("floor.policy", "fifo"))
                .isInstanceOf(SettingRefused.class)
                .hasMessage(
                        "policy is 'fifo', but has to be the name of a floor policy of this server: priority; it failed");
    }

    @Test
    void a_channel_to_be_recorded_where_nothing_can_be_is_refused_by_its_name() {
        Map<String, String> preset = Map.of("id", "CH_0007", "freq", "0007", "name", "Team", "record", "true");
        assertThatThrownBy(() -> CoreConfiguration.of(
                        section -> section.path().equals("channels") ? channels(preset) : settings(section, "", ""),
                        POLICIES,
                        _ -> Optional.empty(),
                        Optional.of("there is no recorder (parts.recorder)")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining(
                        "record of channel CH_0007 is true, but nothing can be recorded: there is no recorder (parts.recorder)");
    }

    /** The section of channels with one preset, by its texts. */
    private static Settings channels(Map<String, String> preset) {
        Section channels = ChannelsSection.SECTION;
        Setting<?> presets = channels.settings().stream()
                .filter(setting -> setting.key().equals("presets"))
                .findFirst()
                .orElseThrow();
        var keys = ((SettingType.Mappings) presets.type()).keys();
        Setting<List<Settings>> withEntry =
                Setting.mappings(presets.key(), keys, List.of(preset), presets.description());
        Settings entries = Settings.of(List.of(withEntry), Map.of());
        Settings others = Settings.of(channels.settings(), Map.of());
        return new Settings() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> T get(Setting<T> setting) {
                return setting.equals(presets) ? (T) entries.get(withEntry) : others.get(setting);
            }

            @Override
            public SettingRefused refuse(Setting<?> setting, String problem) {
                return others.refuse(setting, problem);
            }
        };
    }

    @Test
    void a_timer_past_its_bounds_is_refused() {
        assertThatThrownBy(() -> settings("floor.grace", "48h"))
                .isInstanceOf(SettingRefused.class)
                .hasMessage(
                        "grace is '48h', but has to be a length of time such as 500ms, 30s, 5m or 1h, from 0s to 24h,"
                                + " or profile");
        assertThat(settings("floor.grace", "0s").floorProfiles().get("mcptt").grace())
                .isZero();
    }

    @Test
    void what_is_wrong_only_together_with_another_value_is_refused_at_its_place() {
        assertThatThrownBy(() -> settings("channels.largest_capacity", "50"))
                .isInstanceOf(SettingRefused.class)
                .hasMessage("default_capacity is 100, must be 1 to 50");
    }

    private static CoreSettings settings(String key, String value) {
        return CoreConfiguration.of(
                section -> settings(section, key, value),
                POLICIES,
                _ -> Optional.of("it failed"),
                Optional.of("parts.recorder is none"));
    }

    private static Settings settings(Section section, String key, String value) {
        String prefix = section.path() + ".";
        return Settings.of(
                section.settings(), key.startsWith(prefix) ? Map.of(key.substring(prefix.length()), value) : Map.of());
    }
}
