package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.part.SettingRefused;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.config.Overrides;
import org.livechat.server.kit.Blueprint;

/** The configuration of a server with all its parts, each of which declares its own keys. */
class ConfigurationTest {
    private static final Overrides NONE = new Overrides(Map.of());

    @TempDir
    private Path folder;

    @Test
    void without_a_file_everything_has_its_default() {
        assertThat(Blueprint.read(Optional.empty(), NONE, folder).effective())
                .containsEntry("http.port", "8080")
                .containsEntry("media.port", "10000")
                .containsEntry("media.consent_timeout", "30s")
                .containsEntry("media.socket_buffer", "4096KiB")
                .containsEntry("sessions.heartbeat_interval", "30s")
                .containsEntry("signaling.egress_queue", "2048")
                .containsEntry("channels.default_capacity", "100")
                .containsEntry("floor.policy", "priority")
                .containsEntry("floor.grace", "profile")
                .containsEntry("access.authenticators", "[secret]")
                .containsEntry("access.jwt.keys", "");
    }

    @Test
    void the_shipped_file_says_nothing_and_uncommented_says_the_defaults() throws IOException {
        String shipped = Files.readString(Path.of("../../config/livechat.yaml"));
        Map<String, String> defaults =
                Blueprint.read(Optional.empty(), NONE, folder).effective();
        assertThat(read(shipped)).isEqualTo(defaults);
        String uncommented = shipped.lines()
                .map(line -> line.matches("# *(- )?\\w+:.*") ? line.substring(2) : line)
                .collect(Collectors.joining("\n"));
        assertThat(read(uncommented)).isEqualTo(defaults);
        for (String path : defaults.keySet()) {
            String key = path.substring(path.lastIndexOf('.') + 1);
            assertThat(uncommented).as("lists %s", path).containsPattern("(?m)^ *(- )?" + key + ":");
        }
    }

    @Test
    void every_key_is_read() throws IOException {
        Map<String, String> effective = read("""
                data: /srv/livechat
                http:
                  host: 127.0.0.1
                  port: 1
                  tls:
                    certificate: c.pem
                    key: k.pem
                  allowed_origins: [https://a.example]
                  trusted_proxies: [10.0.0.0/8, "fd00::7"]
                  connections_per_address: 3
                  answer_memory: 8MiB
                  answer_timeout: 7s
                access:
                  authenticators: [jwt]
                  failures_per_minute: 9
                  secret:
                    replay: [tour, "medical-*"]
                  jwt:
                    keys: keys.json
                    issuer: sso
                    audience: livechat
                    leeway: 5s
                media:
                  host: "::1"
                  port: 2
                  advertise: [192.0.2.7, "2001:db8::7"]
                  tcp: false
                  tcp_connections: 15
                  tcp_connections_per_address: 16
                  tcp_on_http: true
                  tcp_on_http_public_port: 20
                  socket_buffer: 1024KiB
                  handshake_timeout: 5s
                  consent_timeout: 60s
                  handshake_threads: 4
                  loudest_speakers: 7
                  transport: nio
                  workers: 3
                  segmentation: false
                  warm_up: false
                  ice_servers: [{urls: ["turn:192.0.2.9"], secret: hush}]
                  ice_credential_lifetime: 1h
                signaling:
                  identify_timeout: 3s
                  unidentified_per_address: 4
                  away_per_address: 5
                  frame_limit: 64KiB
                  egress_queue: 64
                  egress_bytes: 1MiB
                  egress_memory: 8MiB
                  egress_timeout: 7s
                  ingress_memory: 2MiB
                  resume_memory: 2048KiB
                  frames_per_second: 7
                  frame_burst: 8
                sessions:
                  maximum: 11
                  channels: 12
                  heartbeat_interval: 2s
                  missed_heartbeats: 2
                  resume_timeout: 3s
                channels:
                  default_capacity: 5
                  largest_capacity: 13
                  maximum: 6
                  per_creator: 14
                  empty_lifetime: 900s
                  message_bytes: 7
                  record_by_clients: true
                floor:
                  profile: mcptt
                  policy: fifo
                  queue_limit: 0
                  end_of_media: 2s
                  max_talk: 60s
                  grace: 1s
                  hang_time: 0s
                  ping_timeout: 3s
                  idle_again: 1
                  revoke_again: 2
                  granted_again: 0
                  imminent_peril_priority: 3
                  emergency_priority: 4
                plugins:
                  folder: /opt/plugins
                  required: []
                  disabled: [c]
                parts:
                  media_plane: other
                  web_server: another
                  store: none
                  recorder: none
                  required: []
                  expected: [console]
                  disabled: [admin]
                trace:
                  events: 17
                  readers: 2
                  while_unread: false
                quality:
                  channels: 18
                  window: 60s
                  access_alarm: 200ms
                  mouth_to_ear_alarm: 0s
                  late_entry_alarm: 2s
                store:
                  messages_per_channel: 21
                  bursts_per_channel: 22
                  age: 60s
                  file_mib: 23
                  register_rows: 225
                  queue_entries: 124
                  queue_bytes: 2MiB
                  patience: 3s
                  backups: 25
                replay:
                  requests: 28
                  requests_per_user: 3
                  requests_per_second: 29
                  answer_timeout: 31s
                  slowest_rate: 32KiB
                recorder:
                  ring_bytes: 128KiB
                  age: 61s
                  channel_mib: 26
                  total_mib: 27
                  register_age: 48h
                watchdog:
                  patience: 7s
                admin:
                  dump_files: 9
                  dump_mib: 19
                shutdown:
                  drain_timeout: 1s
                """);
        Map<String, String> said = new LinkedHashMap<>(Map.ofEntries(
                Map.entry("data", "/srv/livechat"),
                Map.entry("http.host", "127.0.0.1"),
                Map.entry("http.port", "1"),
                Map.entry("http.tls.certificate", "c.pem"),
                Map.entry("http.tls.key", "k.pem"),
                Map.entry("http.allowed_origins", "[https://a.example]"),
                Map.entry("http.trusted_proxies", "[10.0.0.0/8, fd00::7]"),
                Map.entry("http.connections_per_address", "3"),
                Map.entry("http.answer_memory", "8192KiB"),
                Map.entry("http.answer_timeout", "7s"),
                Map.entry("access.authenticators", "[jwt]"),
                Map.entry("access.failures_per_minute", "9"),
                Map.entry("access.jwt.keys", "keys.json"),
                Map.entry("access.jwt.issuer", "sso"),
                Map.entry("access.jwt.audience", "livechat"),
                Map.entry("access.jwt.leeway", "5s"),
                Map.entry("media.host", "::1"),
                Map.entry("media.port", "2"),
                Map.entry("media.advertise", "[192.0.2.7, 2001:db8::7]"),
                Map.entry("media.tcp", "false"),
                Map.entry("media.tcp_connections", "15"),
                Map.entry("media.tcp_connections_per_address", "16"),
                Map.entry("media.tcp_on_http", "true"),
                Map.entry("media.tcp_on_http_public_port", "20"),
                Map.entry("media.socket_buffer", "1024KiB"),
                Map.entry("media.handshake_timeout", "5s"),
                Map.entry("media.consent_timeout", "60s"),
                Map.entry("media.handshake_threads", "4"),
                Map.entry("media.loudest_speakers", "7"),
                Map.entry("media.transport", "nio"),
                Map.entry("media.workers", "3"),
                Map.entry("media.segmentation", "false"),
                Map.entry("media.warm_up", "false"),
                Map.entry("media.ice_servers", "(a list)"),
                Map.entry("media.ice_credential_lifetime", "3600s"),
                Map.entry("signaling.identify_timeout", "3s"),
                Map.entry("signaling.unidentified_per_address", "4"),
                Map.entry("signaling.away_per_address", "5"),
                Map.entry("signaling.frame_limit", "64KiB"),
                Map.entry("signaling.egress_queue", "64"),
                Map.entry("signaling.egress_bytes", "1024KiB"),
                Map.entry("signaling.egress_memory", "8192KiB"),
                Map.entry("signaling.egress_timeout", "7s"),
                Map.entry("signaling.ingress_memory", "2048KiB"),
                Map.entry("signaling.resume_memory", "2048KiB"),
                Map.entry("signaling.frames_per_second", "7"),
                Map.entry("signaling.frame_burst", "8"),
                Map.entry("sessions.maximum", "11"),
                Map.entry("sessions.channels", "12"),
                Map.entry("sessions.heartbeat_interval", "2s"),
                Map.entry("sessions.missed_heartbeats", "2"),
                Map.entry("sessions.resume_timeout", "3s"),
                Map.entry("channels.default_capacity", "5"),
                Map.entry("channels.largest_capacity", "13"),
                Map.entry("channels.maximum", "6"),
                Map.entry("channels.per_creator", "14"),
                Map.entry("channels.empty_lifetime", "900s"),
                Map.entry("channels.message_bytes", "7"),
                Map.entry("channels.record_by_clients", "true"),
                Map.entry("floor.profile", "mcptt"),
                Map.entry("floor.policy", "fifo"),
                Map.entry("floor.queue_limit", "0"),
                Map.entry("floor.end_of_media", "2s"),
                Map.entry("floor.max_talk", "60s"),
                Map.entry("floor.grace", "1s"),
                Map.entry("floor.hang_time", "0s"),
                Map.entry("floor.ping_timeout", "3s"),
                Map.entry("floor.idle_again", "1"),
                Map.entry("floor.revoke_again", "2"),
                Map.entry("floor.granted_again", "0"),
                Map.entry("floor.imminent_peril_priority", "3"),
                Map.entry("floor.emergency_priority", "4"),
                Map.entry("plugins.folder", "/opt/plugins"),
                Map.entry("plugins.required", "[]"),
                Map.entry("plugins.disabled", "[c]"),
                Map.entry("parts.media_plane", "other"),
                Map.entry("parts.web_server", "another"),
                Map.entry("parts.store", "none"),
                Map.entry("parts.recorder", "none"),
                Map.entry("store.messages_per_channel", "21"),
                Map.entry("store.bursts_per_channel", "22"),
                Map.entry("store.age", "60s"),
                Map.entry("store.file_mib", "23"),
                Map.entry("store.register_rows", "225"),
                Map.entry("store.queue_entries", "124"),
                Map.entry("store.queue_bytes", "2048KiB"),
                Map.entry("store.patience", "3s"),
                Map.entry("store.backups", "25"),
                Map.entry("access.secret.replay", "[tour, medical-*]"),
                Map.entry("replay.requests", "28"),
                Map.entry("replay.requests_per_user", "3"),
                Map.entry("replay.requests_per_second", "29"),
                Map.entry("replay.answer_timeout", "31s"),
                Map.entry("replay.slowest_rate", "32KiB"),
                Map.entry("recorder.ring_bytes", "128KiB"),
                Map.entry("recorder.age", "61s"),
                Map.entry("recorder.channel_mib", "26"),
                Map.entry("recorder.total_mib", "27"),
                Map.entry("recorder.register_age", "172800s"),
                Map.entry("parts.required", "[]"),
                Map.entry("parts.expected", "[console]"),
                Map.entry("parts.disabled", "[admin]"),
                Map.entry("trace.events", "17"),
                Map.entry("trace.readers", "2"),
                Map.entry("trace.while_unread", "false"),
                Map.entry("quality.channels", "18"),
                Map.entry("quality.window", "60s"),
                Map.entry("quality.access_alarm", "200ms"),
                Map.entry("quality.mouth_to_ear_alarm", "0s"),
                Map.entry("quality.late_entry_alarm", "2s"),
                Map.entry("watchdog.patience", "7s"),
                Map.entry("admin.dump_files", "9"),
                Map.entry("admin.dump_mib", "19"),
                Map.entry("shutdown.drain_timeout", "1s")));
        // What they are is seen where they are used.
        said.put("channels.presets", "(a list)");
        assertThat(effective).containsExactlyInAnyOrderEntriesOf(said);
    }

    @Test
    void a_plug_in_is_not_required_and_disabled_at_once() {
        assertThatThrownBy(() -> read("plugins: {required: [a], disabled: [a]}"))
                .hasMessage("test.yaml:1: plugins.required names 'a', which plugins.disabled names too");
    }

    @Test
    void an_option_wins_over_the_environment_and_that_over_the_file() throws IOException {
        var overrides = new Overrides(Map.of("LIVECHAT_HTTP_PORT", "2", "LIVECHAT_MEDIA_PORT", "3"));
        overrides.set("http.port", "1", "--port");
        assertThat(read("{http: {port: 9}, media: {port: 9}}", overrides))
                .containsEntry("http.port", "1")
                .containsEntry("media.port", "3");
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
                        + " 500ms, 30s, 5m or 1h, from 7s to 1h",
                "media: {consent_timeout: 6s}|test.yaml:1: media.consent_timeout is '6s', but has to be a length of time such as"
                        + " 500ms, 30s, 5m or 1h, from 7s to 1h",
                "sessions: {missed_heartbeats: 1}|test.yaml:1: sessions.missed_heartbeats is '1', but has to be a whole number"
                        + " from 2 to 100",
                "signaling: {frame_limit: 1KiB}|test.yaml:1: signaling.frame_limit is '1KiB', but has to be a size such as"
                        + " 2048B, 256KiB or 4MiB, from 16KiB to 2147483647B",
                "media: {handshake_timeout: 0s}|test.yaml:1: media.handshake_timeout is '0s', but has to be a length of time"
                        + " such as 500ms, 30s, 5m or 1h, from 1s to 10m",
                "signaling: {identify_timeout: 99999999h}|test.yaml:1: signaling.identify_timeout is '99999999h', but has to be"
                        + " a length of time such as 500ms, 30s, 5m or 1h, from 1s to 10m",
                "media: {socket_buffer: 4MB}|test.yaml:1: media.socket_buffer is '4MB', but has to be a size such as 2048B,"
                        + " 256KiB or 4MiB",
                "media: {advertise: [example.org]}|test.yaml:1: media.advertise has 'example.org', but takes IP addresses of"
                        + " one machine such as 192.0.2.7 or 2001:db8::7",
                "media: {advertise: [0.0.0.0]}|test.yaml:1: media.advertise has '0.0.0.0', but takes IP addresses of one machine"
                        + " such as 192.0.2.7 or 2001:db8::7",
                "http: {trusted_proxies: [proxy.example.org]}|test.yaml:1: http.trusted_proxies has 'proxy.example.org', but takes"
                        + " IP addresses such as 192.0.2.7, and blocks by their first address such as 10.0.0.0/8 or fd00::/8,"
                        + " but not everybody (/0)",
                "http: {trusted_proxies: [10.0.0.1/8]}|test.yaml:1: http.trusted_proxies has '10.0.0.1/8', but takes IP"
                        + " addresses such as 192.0.2.7, and blocks by their first address such as 10.0.0.0/8 or fd00::/8,"
                        + " but not everybody (/0)",
                "media: {ice_servers: [{url: a}]}|test.yaml:1: unknown key media.ice_servers[0].url; did you mean"
                        + " media.ice_servers[0].urls?",
                "media: {ice_servers: [{urls: ['turn://a']}]}|test.yaml:1: media.ice_servers[0].urls has 'turn://a', but takes"
                        + " URIs such as turn:turn.example.org, turn:192.0.2.7:3478?transport=tcp,"
                        + " turns:[2001:db8::7]:443?transport=tcp or stun:stun.example.org",
                "media: {ice_credential_lifetime: 1s}|test.yaml:1: media.ice_credential_lifetime is '1s', but has to be a length of"
                        + " time such as 500ms, 30s, 5m or 1h, from 1m to 720h",
                "floor: {profile: bass}|test.yaml:1: floor.profile is 'bass', but has to be one of base, cut-in, mcptt",
                "floor: {grace: soon}|test.yaml:1: floor.grace is 'soon', but has to be a length of time such as 500ms, 30s,"
                        + " 5m or 1h, from 0s to 24h, or profile",
                "signaling: {heartbeat_interval: 1s}|test.yaml:1: unknown key signaling.heartbeat_interval; did you mean"
                        + " sessions.heartbeat_interval?",
                "channels: {presets: [{id: A, freq: 1, name: a, floor: {polcy: x}}]}|test.yaml:1: unknown key"
                        + " channels.presets[0].floor.polcy; did you mean channels.presets[0].floor.policy?",
                "[1, 2]|test.yaml: has to be a mapping of keys to values",
            })
    void what_is_wrong_is_named_with_its_place(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).hasMessage(message);
    }

    @Test
    void broken_yaml_is_named_with_its_line() {
        assertThatThrownBy(() -> read("http:\n  port: 1\n  port: 2\n"))
                .hasMessage("test.yaml:3: http.port stands here twice");
        assertThatThrownBy(() -> read("http: {port: 1\n")).hasMessageStartingWith("test.yaml:2: not valid YAML");
    }

    @Test
    void a_wrong_option_is_named() {
        assertThatThrownBy(() -> read("{}", new Overrides(Map.of()).set("http.prot", "1", "--set http.prot=1")))
                .hasMessage("--set http.prot=1: unknown key http.prot; did you mean http.port?");
        assertThatThrownBy(() -> read(
                        "{}",
                        new Overrides(Map.of())
                                .set("sessions.heartbeat_interval", "0s", "--set sessions.heartbeat_interval=0s")))
                .hasMessage("--set sessions.heartbeat_interval=0s: sessions.heartbeat_interval is '0s', but has to be a"
                        + " length of time such as 500ms, 30s, 5m or 1h, from 1s to 10m");
        assertThatThrownBy(() -> read(
                        "{}",
                        new Overrides(Map.of())
                                .set(
                                        "http.trusted_proxies",
                                        "127.0.0.1,,::1",
                                        "--set http.trusted_proxies=127.0.0.1,,::1")))
                .hasMessage(
                        "--set http.trusted_proxies=127.0.0.1,,::1: http.trusted_proxies is '127.0.0.1,,::1', but has to"
                                + " have something before, between and after its commas");
        assertThatThrownBy(() -> read("{}", new Overrides(Map.of("LIVECHAT_HTTP_PORT", "x"))))
                .hasMessageStartingWith("environment variable LIVECHAT_HTTP_PORT: http.port is 'x'");
    }

    @Test
    void a_misspelt_variable_is_named() throws IOException {
        var overrides = new Overrides(Map.of(
                "LIVECHAT_HTTP_PORT", "0",
                "LIVECHAT_HTP_PORT", "0",
                "LIVECHAT_SERVICE_HOST", "10.0.0.1",
                "LIVECHAT_SECRET", "one",
                "LIVECHAT_ADMIN_TOKEN", "another",
                "LIVECHAT_JAVA_OPTS", "-Xmx1g",
                "PATH", "/bin"));
        assertThat(overrides.unknownVariables(read("{}", overrides).keySet()))
                .containsExactly(
                        "environment variable LIVECHAT_HTP_PORT is not used: it is that of no key; did you mean"
                                + " LIVECHAT_HTTP_PORT?",
                        "environment variable LIVECHAT_SERVICE_HOST is not used: it is that of no key");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Path file = folder.resolve("none.yaml");
        assertThatThrownBy(() -> Blueprint.read(Optional.of(file), NONE, folder))
                .hasMessage(file + ": there is no such file");
    }

    private Map<String, String> read(String yaml) throws IOException {
        return read(yaml, NONE);
    }

    private Map<String, String> read(String yaml, Overrides overrides) throws IOException {
        Path file = folder.resolve("test.yaml");
        Files.writeString(file, yaml);
        try {
            var blueprint = Blueprint.read(Optional.of(file), overrides, folder);
            return blueprint.effective();
        } catch (ConfigurationException | SettingRefused e) {
            // Where the file is is of this test's doing.
            throw new IllegalArgumentException(String.valueOf(e.getMessage()).replace(folder + "/", ""), e);
        }
    }
}
