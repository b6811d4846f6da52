package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Whatever keeps the server from starting: one line that says what is wrong where, and the exit code that scripts need. */
@TestInstance(Lifecycle.PER_CLASS)
class ConfigurationErrorsTest {
    private static final int COULD_NOT_START = 1;
    private static final int WRONG_CONFIGURATION = 2;

    private static final Map<String, String> ANYWHERE = Map.of(
            "LIVECHAT_HTTP_HOST", "127.0.0.1",
            "LIVECHAT_HTTP_PORT", "0",
            "LIVECHAT_MEDIA_HOST", "127.0.0.1",
            "LIVECHAT_MEDIA_PORT", "0");

    private Installation installation;
    private Path folder;

    @BeforeAll
    void unpack() throws IOException {
        installation = Installation.unpack();
    }

    @AfterAll
    void remove() throws IOException {
        installation.close();
    }

    @BeforeEach
    void enter(TestInfo test) throws IOException {
        folder = installation.folder(test.getTestMethod().orElseThrow().getName());
    }

    private Ran lcserver(String... arguments) throws IOException {
        return Ran.of(installation.command(folder, ANYWHERE, "lcserver", arguments));
    }

    private Ran withFile(String yaml) throws IOException {
        Files.writeString(folder.resolve("설정.yaml"), yaml);
        return lcserver("--check-config", "--config", "설정.yaml");
    }

    private static void assertRefused(Ran ran, int exitCode, String line) {
        assertThat(ran).isEqualTo(new Ran(exitCode, "", "lcserver: " + line + "\n"));
    }

    @Test
    void a_wrong_key_names_file_line_and_the_nearest_key() throws IOException {
        assertRefused(
                withFile("# ours\nfloor:\n  max_tolk: 30s\n"),
                WRONG_CONFIGURATION,
                "설정.yaml:3: unknown key floor.max_tolk; did you mean floor.max_talk?");
        assertRefused(
                withFile("sesions:\n  maximum: 5\n"),
                WRONG_CONFIGURATION,
                "설정.yaml:1: unknown key sesions; did you mean sessions?");
        assertRefused(
                withFile("port: 8081\n"), WRONG_CONFIGURATION, "설정.yaml:1: unknown key port; did you mean http.port?");
    }

    @Test
    void a_wrong_type_and_a_wrong_unit_say_what_would_be_right() throws IOException {
        assertRefused(
                withFile("sessions:\n  maximum: many\n"),
                WRONG_CONFIGURATION,
                "설정.yaml:2: sessions.maximum is 'many', but has to be a whole number from 1 to 1000000");
        assertRefused(
                withFile("floor:\n  max_talk: 30\n"),
                WRONG_CONFIGURATION,
                "설정.yaml:2: floor.max_talk is '30', but has to be a length of time such as 500ms, 30s, 5m or 1h, from 1s to"
                        + " 24h");
        assertRefused(withFile("floor: priority\n"), WRONG_CONFIGURATION, "설정.yaml:1: floor has to be a mapping");
    }

    @Test
    void a_file_that_is_missing_or_no_yaml_is_named() throws IOException {
        assertRefused(lcserver("--config", "없음.yaml"), WRONG_CONFIGURATION, "없음.yaml: there is no such file");
        Ran broken = withFile("http: {port: 80\n");
        assertThat(broken.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(broken.err())
                .startsWith("lcserver: 설정.yaml:2: not valid YAML: ")
                .hasLineCount(1);
    }

    @Test
    void a_part_that_is_not_there_is_named_with_the_place_that_asks_for_it() throws IOException {
        assertMissing(
                "floor:\n  policy: fiffo\n",
                "2: floor.policy is 'fiffo', but has to be the name of a floor policy of this server: cut-in, dispatcher,"
                        + " fifo, priority, talk-budget");
        assertMissing(
                "channels:\n  presets:\n    - {id: A, freq: '0001', name: A, floor: {policy: fiffo}}\n",
                "3: channels.presets[0].floor.policy is 'fiffo', but has to be the name of a floor policy of this server:"
                        + " cut-in, dispatcher, fifo, priority, talk-budget");
        assertMissing(
                "access:\n  authenticators:\n    - doorman\n",
                "3: access.authenticators names 'doorman', but has to name one of jwt, secret");
        assertMissing(
                "parts:\n  required: [http, dispatch]\n",
                "2: parts.required names 'dispatch', but no jar in lib/ and no plug-in has a part of that name");
        assertMissing(
                "plugins:\n  disabled: [floor-fifo]\nfloor:\n  policy: fifo\n",
                "4: floor.policy is 'fifo', but has to be the name of a floor policy of this server: cut-in, dispatcher,"
                        + " priority, talk-budget; plugins.disabled names plug-in floor-fifo");
    }

    private void assertMissing(String yaml, String line) throws IOException {
        Ran ran = withFile(yaml);
        assertThat(ran.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(lastLine(ran)).isEqualTo("lcserver: 설정.yaml:" + line);
    }

    @Test
    void settings_of_media_that_do_not_go_together_are_refused_by_the_check_too() throws IOException {
        assertMissing(
                "media:\n  ice_servers:\n    - urls: ['turn:turn.example.org']\n",
                "3: media.ice_servers[0].secret is missing; TURN servers take a secret that they know, too, or a username and a"
                        + " credential");
        assertMissing(
                "media:\n  transport: pigeons\n",
                "2: media.transport is pigeons, but has to be one of auto, linux, nio");
    }

    @Test
    void one_number_for_http_and_for_media_by_tcp_is_refused_with_what_to_do() throws IOException {
        String[] both = {"--set", "http.port=8443", "--set", "media.port=8443"};
        String reason =
                "lcserver: --set media.port=8443: media.port is 8443, as http.port is, and both take connections by TCP;"
                        + " take another, or media.tcp: false with media.tcp_on_http: true";
        for (String check : new String[] {"--check-config", "--set=http.answer_timeout=30s"}) {
            Ran refused = lcserver(both[0], both[1], both[2], both[3], check);
            assertThat(refused.exitCode()).isEqualTo(WRONG_CONFIGURATION);
            assertThat(lastLine(refused)).isEqualTo(reason);
        }
        Ran sound = lcserver(both[0], both[1], both[2], both[3], "--check-config", "--set", "media.tcp=false");
        assertThat(sound.exitCode()).as(sound.err()).isZero();
    }

    @Test
    void an_option_and_a_variable_are_named_like_a_line() throws IOException {
        assertRefused(
                lcserver("--set", "floor.max_tlk=30s"),
                WRONG_CONFIGURATION,
                "--set floor.max_tlk=30s: unknown key floor.max_tlk; did you mean floor.max_talk?");
        assertRefused(
                lcserver("--port", "99999"),
                WRONG_CONFIGURATION,
                "--port: http.port is '99999', but has to be a whole number from 0 to 65535");
        Ran together = lcserver("--set", "channels.default_capacity=2000");
        assertThat(together.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(lastLine(together))
                .isEqualTo(
                        "lcserver: --set channels.default_capacity=2000: channels.default_capacity is 2000, must be 1 to"
                                + " 1000");
        Ran variable = Ran.of(
                installation.command(folder, Map.of("LIVECHAT_FLOOR_MAX_TALK", "long"), "lcserver", "--check-config"));
        assertRefused(
                variable,
                WRONG_CONFIGURATION,
                "environment variable LIVECHAT_FLOOR_MAX_TALK: floor.max_talk is 'long', but has to be a length of time"
                        + " such as 500ms, 30s, 5m or 1h, from 1s to 24h");
        assertRefused(
                lcserver("--prot", "1"), WRONG_CONFIGURATION, "Unknown options: '--prot', '1'; did you mean --port?");
        assertRefused(
                lcserver("new-plugn"),
                WRONG_CONFIGURATION,
                "Unmatched argument at index 0: 'new-plugn'; did you mean new-plugin?");
    }

    /** It is what there is once the override has gone. */
    @Test
    void a_wrong_value_is_seen_under_one_that_overrides_it() throws IOException {
        Files.writeString(folder.resolve("livechat.yaml"), "http: {port: abc}\n");
        String problem = " http.port is 'abc', but has to be a whole number from 0 to 65535";
        assertRefused(
                lcserver("--check-config", "--config", "livechat.yaml"),
                WRONG_CONFIGURATION,
                "livechat.yaml:1:" + problem);
        Map<String, String> wrong = Map.of("LIVECHAT_HTTP_PORT", "abc");
        assertRefused(
                Ran.of(installation.command(folder, wrong, "lcserver", "--check-config", "--port", "8081")),
                WRONG_CONFIGURATION,
                "environment variable LIVECHAT_HTTP_PORT:" + problem);
        assertRefused(
                lcserver("--check-config", "--set", "http.port=abc", "--set", "http.port=8081"),
                WRONG_CONFIGURATION,
                "--set http.port=abc:" + problem);
        Ran last = lcserver("--print-config", "--set", "http.port=8082", "--set", "http.port=8081");
        assertThat(last.out()).contains("http.port: 8081\n");
    }

    @Test
    void an_origin_that_no_page_has_is_refused_with_its_form() throws IOException {
        for (String origin : new String[] {"example.org", "'*'", "https://a.org/console"}) {
            assertRefused(
                    withFile("http:\n  allowed_origins: [https://a.org/, 'https://c.org:443', " + origin + "]\n"),
                    WRONG_CONFIGURATION,
                    "설정.yaml:2: http.allowed_origins has '" + origin.replace("'", "")
                            + "', but takes origins such as https://dispatch.example.org or http://192.0.2.7:8081: scheme,"
                            + " host, and the port where it is not the scheme's own, without path and without *");
        }
    }

    @Test
    void a_channel_that_cannot_be_is_none_whose_recordings_are_heard() throws IOException {
        for (String wrong : new String[] {"a/b", "", "t*r", "x".repeat(65)}) {
            assertMissing(
                    "access:\n  secret:\n    replay: [tour, 'medical-*', '*', '" + wrong + "']\n",
                    "3: access.secret.replay has '" + wrong
                            + "', but is a list of channel ids: 1 to 64 characters of A-Z a-z 0-9 _ - . of which the last may be *");
        }
    }

    @Test
    void what_has_to_be_a_list_says_how_one_is_written() throws IOException {
        assertRefused(
                withFile("media:\n  advertise: 10.0.0.1\n"),
                WRONG_CONFIGURATION,
                "설정.yaml:2: media.advertise has to be a list, such as [10.0.0.1]");
    }

    @Test
    void a_file_that_is_not_there_is_said_so_without_a_word_of_java() throws IOException {
        assertEnds(
                "/nope cannot be read: there is no such file",
                "--check-config",
                "--set",
                "http.tls.certificate=nope",
                "--set",
                "http.tls.key=nope");
        assertEnds(
                "nope.jwks cannot be read: there is no such file",
                "--check-config",
                "--set",
                "access.authenticators=jwt",
                "--set",
                "access.jwt.keys=nope.jwks");
        assertEnds("lcserver: /nope cannot be read: there is no such file", "replay", "/nope");
        assertEnds("lcserver: / cannot be read: it is a folder", "replay", "/");
        assertEnds("lcserver: /: cannot be read: it is a folder", "--config", "/");
    }

    @Test
    void what_cannot_be_printed_is_not_done() throws IOException {
        for (String[] arguments : new String[][] {
            {"--print-config"}, {"--help"}, {"new-plugin", "--help"}, {"new-plugin", "codec", "unsaid"}
        }) {
            Ran ran = Ran.of(installation
                    .command(folder, ANYWHERE, "lcserver", arguments)
                    .redirectOutput(new File("/dev/full")));
            assertThat(ran.exitCode()).as(String.join(" ", arguments)).isEqualTo(COULD_NOT_START);
            assertThat(lastLine(ran)).isEqualTo("lcserver: what was to be printed could not be written");
        }
    }

    private void assertEnds(String reason, String... arguments) throws IOException {
        Ran ran = lcserver(arguments);
        assertThat(ran.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(lastLine(ran)).endsWith(reason).doesNotContain("Exception");
    }

    @Test
    void a_port_in_use_is_named() throws IOException {
        try (var tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Ran http = lcserver("--port", Integer.toString(tcp.getLocalPort()));
            assertThat(http.exitCode()).isEqualTo(COULD_NOT_START);
            assertThat(lastLine(http))
                    .startsWith("lcserver: http: ")
                    .contains("127.0.0.1:" + tcp.getLocalPort())
                    .endsWith(": Address already in use; http.host and http.port (--port) say where");
            Ran media = lcserver("--udp-port", Integer.toString(udp.getLocalPort()));
            assertThat(media.exitCode()).isEqualTo(COULD_NOT_START);
            assertThat(lastLine(media))
                    .isEqualTo("lcserver: media: cannot listen on UDP 127.0.0.1:" + udp.getLocalPort()
                            + ": Address already in use; media.host and media.port (--udp-port) say where");
        }
    }

    @Test
    void a_data_folder_that_cannot_be_written_is_named() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertRefused(
                lcserver(),
                COULD_NOT_START,
                "data/secret: cannot be kept there (this user may not); make the folder writable, set data: to another, or set"
                        + " LIVECHAT_SECRET");
    }

    @Test
    void a_damaged_plug_in_is_skipped_with_a_line_or_stops_the_start_if_it_is_required() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path damaged = Files.createDirectory(plugins.resolve("damaged"));
        Files.writeString(
                damaged.resolve("plugin.yaml"),
                "name: damaged\nversion: \"1\"\napi: \"1\"\ndescription: \"Its jar was cut off.\"\n");
        Files.writeString(damaged.resolve("damaged.jar"), "PK\3\4 and no more");
        String setting = "plugins.folder=" + plugins;
        try (var server = ServerProcess.start(installation, folder, Map.of(), "--set", setting)) {
            assertThat(server.output())
                    .filteredOn(line -> line.contains("WARN"))
                    .singleElement()
                    .asString()
                    .contains("Plug-in damaged is refused: ")
                    .contains("damaged.jar");
        }
        Ran required = lcserver("--set", setting, "--set", "plugins.required=damaged");
        assertThat(required.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(lastLine(required))
                .startsWith(
                        "lcserver: --set plugins.required=damaged: plugins.required names 'damaged', which is refused: ")
                .contains("damaged.jar");
        Ran checked = lcserver("--check-config", "--set", setting, "--set", "plugins.required=damaged");
        assertThat(checked.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(lastLine(checked)).isEqualTo(lastLine(required));
    }

    @Test
    void a_sound_configuration_can_be_checked_and_shown() throws IOException {
        Ran checked = lcserver("--check-config", "--set", "floor.policy=fifo");
        assertThat(checked.exitCode()).isZero();
        assertThat(checked.out()).isEqualTo("the configuration is sound\n");
        Ran unknown = lcserver("--check-config", "--set", "floor.policy=fiffo");
        assertThat(unknown.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(lastLine(unknown)).contains("fiffo").contains("fifo");

        Ran shown = Ran.of(installation.command(
                folder,
                Map.of("LIVECHAT_SECRET", "do not tell anyone", "LIVECHAT_HTTP_PORT", "8181"),
                "lcserver",
                "--print-config",
                "--set",
                "floor.max_talk=61s"));
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .contains("http.port: 8181\n", "floor.max_talk: 61s\n", "shutdown.drain_timeout: 20s\n")
                .doesNotContain("do not tell");
        assertThat(folder).isEmptyDirectory();
    }

    private static String lastLine(Ran ran) {
        return ran.err().lines().reduce("", (before, line) -> line);
    }
}
