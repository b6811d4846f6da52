package org.livechat.media.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.media.IceServer;
import org.livechat.api.media.IceServers;
import org.livechat.api.part.Setting;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.SettingType;
import org.livechat.api.part.Settings;

class IceServerSettingsTest {
    @Test
    void nothing_said_is_no_servers() {
        assertThat(IceServerSettings.read(Settings.of(IceServerSettings.ALL, Map.of()))
                        .apply("ann"))
                .isEqualTo(IceServers.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stun:stun.example.org",
                "stuns:stun.example.org:5349",
                "turn:192.0.2.7",
                "turn:[2001:db8::7]:3478",
                "turns:turn.example.org:443?transport=tcp",
                "turn:turn.example.org?transport=udp",
            })
    void these_are_uris_of_servers(String uri) {
        assertThat(IceServerUri.isSound(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "turn.example.org",
                "turn://turn.example.org",
                "http://turn.example.org",
                "turn:",
                "turn:a:0",
                "turn:a:65536",
                "turn:a?transport=sctp",
                "stun:a?transport=udp",
                "turn:user@a",
                "turn:a b",
                "turn:2001:db8::7",
                "TURN:a\n",
            })
    void these_are_none(String uri) {
        assertThat(IceServerUri.isSound(uri)).isFalse();
    }

    @Test
    void a_server_is_told_with_what_it_takes() {
        assertThat(read(Map.of("urls", "stun:a")).apply("ann").servers())
                .containsExactly(new IceServer(List.of("stun:a"), Optional.empty(), Optional.empty()));
        assertThat(read(Map.of("urls", "turn:a, stun:a", "username", "u", "credential", "c"))
                        .apply("ann")
                        .servers())
                .containsExactly(new IceServer(List.of("turn:a", "stun:a"), Optional.of("u"), Optional.of("c")));
        assertThat(read(Map.of("urls", "turn:a", "secret", "s")).apply("ann").lifetime())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|s|-|-|urls is missing; it takes URIs such as turn:",
                "turn:a|-|-|-|secret is missing; TURN servers take a secret that they know, too, or a username and a credential",
                "turn:a|s|u|-|username stands beside a secret, of which it is made; leave one of both out",
                "turn:a|s|-|c|credential stands beside a secret, of which it is made; leave one of both out",
                "turn:a|-|u|-|credential is missing; username and credential go together",
                "turn:a|-|-|c|username is missing; username and credential go together",
                "stun:a|s|-|-|secret is for TURN servers, and urls names none; leave it out",
                "stun:a|-|u|c|username is for TURN servers, and urls names none; leave it out",
            })
    void what_lacks_something_or_has_too_much_is_refused(
            String urls, String secret, String username, String credential, String message) {
        var texts = new HashMap<String, String>();
        texts.put("urls", urls);
        texts.put("secret", secret);
        texts.put("username", username);
        texts.put("credential", credential);
        texts.values().removeIf(Objects::isNull);
        assertThatThrownBy(() -> read(texts)).isInstanceOf(SettingRefused.class).hasMessageStartingWith(message);
    }

    /** One entry, by its texts. */
    private static IceServerList read(Map<String, String> texts) {
        Setting<?> list = IceServerSettings.ALL.getFirst();
        var keys = ((SettingType.Mappings) list.type()).keys();
        Setting<List<Settings>> withEntry = Setting.mappings(list.key(), keys, List.of(texts), list.description());
        Settings entries = Settings.of(List.of(withEntry), Map.of());
        Settings others = Settings.of(IceServerSettings.ALL, Map.of());
        return IceServerSettings.read(new Settings() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> T get(Setting<T> setting) {
                return setting.equals(list) ? (T) entries.get(withEntry) : others.get(setting);
            }

            @Override
            public SettingRefused refuse(Setting<?> setting, String problem) {
                return others.refuse(setting, problem);
            }
        });
    }
}
