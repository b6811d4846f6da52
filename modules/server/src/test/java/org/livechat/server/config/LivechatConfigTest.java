package org.livechat.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.ChannelMode;
import org.livechat.api.control.FloorChoice;

class LivechatConfigTest {
    private static final Overrides NONE = new Overrides(Map.of());

    @Test
    void without_a_file_everything_has_its_default() {
        LivechatConfig config = LivechatConfig.read(Optional.empty(), NONE);
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.media().port()).isEqualTo(10_000);
        assertThat(config.media().consentTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.signaling().heartbeatInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.signaling().egressQueue()).isEqualTo(2048);
        assertThat(config.channels().defaultCapacity()).isEqualTo(100);
        assertThat(config.channels().presets())
                .extracting(ChannelsConfig.Preset::id, ChannelsConfig.Preset::mode, ChannelsConfig.Preset::capacity)
                .containsExactly(
                        tuple("CH_0001", ChannelMode.PTT, 20),
                        tuple("CH_0002", ChannelMode.PTT, 20),
                        tuple("CH_0003", ChannelMode.PTT, 20),
                        tuple("CH_0004", ChannelMode.CONFERENCE, 20));
        assertThat(config.floor())
                .isEqualTo(new FloorConfig(
                        "base",
                        "priority",
                        10,
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(30),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(6),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        200,
                        255));
    }

    @Test
    void the_shipped_file_says_nothing_and_uncommented_says_the_defaults() throws IOException {
        String shipped = Files.readString(Path.of("../../config/livechat.yaml"));
        LivechatConfig defaults = LivechatConfig.read(Optional.empty(), NONE);
        assertThat(read(shipped)).isEqualTo(defaults);
        String uncommented = shipped.lines()
                .map(line -> line.matches("# *(- )?\\w+:.*") ? line.substring(2) : line)
                .collect(Collectors.joining("\n"));
        LivechatConfig spelledOut = read(uncommented);
        assertThat(spelledOut.http()).isEqualTo(defaults.http());
        assertThat(spelledOut.access()).isEqualTo(defaults.access());
        assertThat(spelledOut.media()).isEqualTo(defaults.media());
        assertThat(spelledOut.signaling()).isEqualTo(defaults.signaling());
        assertThat(spelledOut.sessions()).isEqualTo(defaults.sessions());
        assertThat(spelledOut.channels()).isEqualTo(defaults.channels());
        assertThat(spelledOut.floor()).isEqualTo(defaults.floor());
        assertThat(spelledOut.plugins()).isEqualTo(defaults.plugins());
        assertThat(spelledOut.trace()).isEqualTo(defaults.trace());
        for (String path : defaults.effective().keySet()) {
            String key = path.substring(path.lastIndexOf('.') + 1);
            assertThat(uncommented).as("lists %s", path).containsPattern("(?m)^ *(- )?" + key + ":");
        }
    }

    @Test
    void every_key_is_read() {
        LivechatConfig config = read("""
                data: /srv/livechat
                http: {host: 127.0.0.1, port: 1, tls: {certificate: c.pem, key: k.pem}, allowed_origins: [https://a.example], connections_per_address: 3}
                access: {authenticators: [jwt, acme],
                  jwt: {keys: keys.json, issuer: sso, audience: livechat, leeway: 5s}, settings: {acme: {url: x, n: 7}},
                  failures_per_minute: 9}
                media: {host: "::1", port: 2, advertise: [192.0.2.7, "2001:db8::7"], socket_buffer: 1MiB,
                  handshake_timeout: 5s, consent_timeout: 1m, handshake_threads: 4, loudest_speakers: 7,
                  transport: nio, workers: 3, segmentation: false, warm_up: false}
                signaling: {heartbeat_interval: 500ms, missed_heartbeats: 2, identify_timeout: 3s,
                  unidentified_per_address: 4, frame_limit: 64KiB, egress_queue: 64,
                  frames_per_second: 7, frame_burst: 8}
                sessions: {maximum: 11, channels: 12}
                channels: {default_capacity: 5, largest_capacity: 13, maximum: 6, per_creator: 14, empty_lifetime: 15m,
                  message_bytes: 7,
                  presets: [{id: A, freq: "0042", name: "가", mode: conference, capacity: 9},
                    {id: B, freq: "0043", name: b, floor: {profile: mcptt, policy: fifo, queue_limit: 3}}]}
                floor: {profile: mcptt, policy: fifo, queue_limit: 0, end_of_media: 2s, max_talk: 1m,
                  grace: 1s, hang_time: 0s, ping_timeout: 3s, idle_again: 1, revoke_again: 2, granted_again: 0,
                  imminent_peril_priority: 3, emergency_priority: 4}
                plugins: {folder: /opt/plugins, required: [a, b], disabled: [c]}
                trace: {events: 17, readers: 2, while_unread: false}
                """);
        assertThat(config.dataFolder()).isEqualTo(Path.of("/srv/livechat"));
        assertThat(config.http())
                .isEqualTo(new HttpConfig(
                        "127.0.0.1",
                        1,
                        Optional.of(new HttpConfig.Tls(Path.of("c.pem"), Path.of("k.pem"))),
                        List.of("https://a.example"),
                        3));
        assertThat(config.access())
                .isEqualTo(new AccessConfig(
                        List.of("jwt", "acme"),
                        new AccessConfig.Jwt(
                                Optional.of(Path.of("keys.json")),
                                Optional.of("sso"),
                                Optional.of("livechat"),
                                Duration.ofSeconds(5)),
                        Map.of("acme", Map.of("url", "x", "n", "7")),
                        9));
        assertThat(config.media().advertise())
                .containsExactly(InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("2001:db8::7"));
        assertThat(config.media().socketBufferBytes()).isEqualTo(1024 * 1024);
        assertThat(config.media().consentTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.media().loudestSpeakers()).isEqualTo(7);
        assertThat(config.media().transport()).isEqualTo("nio");
        assertThat(config.media().workers()).isEqualTo(3);
        assertThat(config.media().segmentation()).isFalse();
        assertThat(config.media().warmUp()).isFalse();
        assertThat(config.signaling())
                .isEqualTo(
                        new SignalingConfig(Duration.ofMillis(500), 2, Duration.ofSeconds(3), 4, 64 * 1024, 64, 7, 8));
        assertThat(config.sessions()).isEqualTo(new SessionsConfig(11, 12));
        assertThat(config.channels().largestCapacity()).isEqualTo(13);
        assertThat(config.channels().perCreator()).isEqualTo(14);
        assertThat(config.channels().emptyLifetime()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.channels().presets())
                .containsExactly(
                        new ChannelsConfig.Preset("A", "0042", "가", ChannelMode.CONFERENCE, 9, FloorChoice.none()),
                        new ChannelsConfig.Preset(
                                "B",
                                "0043",
                                "b",
                                ChannelMode.PTT,
                                20,
                                new FloorChoice(Optional.of("mcptt"), Optional.of("fifo"), OptionalInt.of(3))));
        assertThat(config.floor())
                .isEqualTo(new FloorConfig(
                        "mcptt",
                        "fifo",
                        0,
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(1),
                        Optional.of(Duration.ofSeconds(1)),
                        Optional.of(Duration.ZERO),
                        Duration.ofSeconds(3),
                        OptionalInt.of(1),
                        OptionalInt.of(2),
                        OptionalInt.of(0),
                        3,
                        4));
        assertThat(config.plugins())
                .isEqualTo(new PluginsConfig(Path.of("/opt/plugins"), Set.of("a", "b"), Set.of("c")));
        assertThat(config.trace()).isEqualTo(new TraceConfig(17, 2, false));
    }

    @Test
    void a_plug_in_is_not_required_and_disabled_at_once() {
        assertThatThrownBy(() -> read("plugins: {required: [a], disabled: [a]}"))
                .hasMessage("test.yaml:1: plugins.required names 'a', which plugins.disabled names too");
    }

    @Test
    void an_option_wins_over_the_environment_and_that_over_the_file() {
        var overrides = new Overrides(Map.of("LIVECHAT_HTTP_PORT", "2", "LIVECHAT_MEDIA_PORT", "3"));
        overrides.set("http.port", "1", "--port");
        LivechatConfig config = read("{http: {port: 9}, media: {port: 9}}", overrides);
        assertThat(config.http().port()).isEqualTo(1);
        assertThat(config.media().port()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http: {prot: 1}|test.yaml:1: unknown key http.prot; did you mean http.port?",
                "htpt: {port: 1}|test.yaml:1: unknown key htpt; did you mean http?",
                "http: {port: 70000}|test.yaml:1: http.port is '70000', but has to be a whole number from 0 to 65535",
                "http: {port: many}|test.yaml:1: http.port is 'many', but has to be a whole number from 0 to 65535",
                "http: 5|test.yaml:1: http has to be a mapping",
                "http: {port: [1]}|test.yaml:1: http.port has to be a single value",
                "media: {consent_timeout: 30}|test.yaml:1: media.consent_timeout is '30', but has to be a length of time such as"
                        + " 500ms, 30s, 5m or 1h",
                "media: {socket_buffer: 4MB}|test.yaml:1: media.socket_buffer is '4MB', but has to be a size such as 2048B,"
                        + " 256KiB or 4MiB",
                "media: {advertise: [example.org]}|test.yaml:1: media.advertise has 'example.org', but takes IP addresses such"
                        + " as 192.0.2.7 or 2001:db8::7",
                "floor: {profile: bass}|test.yaml:1: floor.profile is 'bass', but has to be one of base, cut-in, mcptt",
                "floor: {grace: soon}|test.yaml:1: floor.grace is 'soon', but has to be a length of time such as 500ms, 30s,"
                        + " 5m or 1h",
                "channels: {presets: [{id: A, freq: 1, name: a, floor: {polcy: x}}]}|test.yaml:1: unknown key"
                        + " channels.presets[0].floor.polcy; did you mean channels.presets[0].floor.policy?",
                "channels: {presets: [{freq: 1}]}|test.yaml:1: channels.presets[0].id is missing",
                "[1, 2]|test.yaml: has to be a mapping of keys to values",
            })
    void what_is_wrong_is_named_with_its_place(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void broken_yaml_is_named_with_its_line() {
        assertThatThrownBy(() -> read("http:\n  port: 1\n  port: 2\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("test.yaml:3: http.port stands here twice");
        assertThatThrownBy(() -> read("http: {port: 1\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("test.yaml:2: not valid YAML");
    }

    @Test
    void a_wrong_option_is_named() {
        assertThatThrownBy(() -> read("{}", new Overrides(Map.of()).set("http.prot", "1", "--set http.prot=1")))
                .hasMessage("--set http.prot=1: unknown key http.prot; did you mean http.port?");
        assertThatThrownBy(() -> read("{}", new Overrides(Map.of("LIVECHAT_HTTP_PORT", "x"))))
                .hasMessageStartingWith("environment variable LIVECHAT_HTTP_PORT: http.port is 'x'");
    }

    @Test
    void a_misspelt_variable_is_named() {
        var overrides = new Overrides(Map.of(
                "LIVECHAT_HTTP_PORT", "0",
                "LIVECHAT_HTP_PORT", "0",
                "LIVECHAT_SERVICE_HOST", "10.0.0.1",
                "LIVECHAT_SECRET", "one",
                "LIVECHAT_ADMIN_TOKEN", "another",
                "LIVECHAT_JAVA_OPTS", "-Xmx1g",
                "PATH", "/bin"));
        LivechatConfig config = read("{}", overrides);
        assertThat(overrides.unknownVariables(config.effective().keySet()))
                .containsExactly(
                        "environment variable LIVECHAT_HTP_PORT is not used: it is that of no key; did you mean"
                                + " LIVECHAT_HTTP_PORT?",
                        "environment variable LIVECHAT_SERVICE_HOST is not used: it is that of no key");
    }

    @Test
    void a_file_that_is_not_there_is_named(@TempDir Path folder) {
        Path file = folder.resolve("none.yaml");
        assertThatThrownBy(() -> LivechatConfig.read(Optional.of(file), NONE))
                .hasMessage(file + ": there is no such file");
    }

    private static LivechatConfig read(String yaml) {
        return read(yaml, NONE);
    }

    private static LivechatConfig read(String yaml, Overrides overrides) {
        var known = new KnownKeys();
        return LivechatConfig.read(YamlFile.parse("test.yaml", yaml, overrides, known), known);
    }
}
