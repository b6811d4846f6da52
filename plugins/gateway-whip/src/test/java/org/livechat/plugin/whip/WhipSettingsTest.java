package org.livechat.plugin.whip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;

class WhipSettingsTest {
    @Test
    void publishers_ask_below_people_unless_it_says_otherwise() {
        assertThat(read(Map.of())).isEqualTo(new WhipSettings(50, Duration.ofSeconds(2), 1000, 100, List.of()));
    }

    @Test
    void all_keys() {
        assertThat(read(Map.of(
                        "priority", "200",
                        "request_again", "500ms",
                        "sessions", "7",
                        "sessions_per_address", "3")))
                .isEqualTo(new WhipSettings(200, Duration.ofMillis(500), 7, 3, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"priority,256", "request_again,0s", "sessions,0", "sessions_per_address,0"})
    void what_makes_no_sense_is_refused(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stun:stun.example.org     |     |          | <stun:stun.example.org>; rel="ice-server"
            turns:t.example.org:5349  | ann | a word   | <turns:t.example.org:5349>; rel="ice-server"; username="ann"; credential="a word"; credential-type="password"
            """)
    void an_ice_server_is_a_link(String url, String username, String credential, String link) {
        assertThat(server(url, username == null ? "" : username, credential == null ? "" : credential)
                        .link())
                .isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource({"http://example.org,ann,word", "'stun:a>b',ann,word", "turn:a,'an\"n',word", "turn:a,ann,wörd"})
    void a_link_that_would_be_none_is_refused(String url, String username, String credential) {
        assertThatThrownBy(() -> server(url, username, credential)).isInstanceOf(SettingRefused.class);
    }

    private static IceServer server(String url, String username, String credential) {
        return IceServer.read(
                Settings.of(IceServer.KEYS, Map.of("url", url, "username", username, "credential", credential)));
    }

    private static WhipSettings read(Map<String, String> texts) {
        return WhipSettings.read(Settings.of(WhipSettings.ALL, texts));
    }
}
