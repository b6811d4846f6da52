package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.tools.LcAdmin;
import org.livechat.tools.LcTrace;
import org.livechat.tools.bench.LcBench;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** lcadmin and lctrace as a pipe sees them, against a whole server. */
@Timeout(120)
class ToolsTest {
    /** Characters that a command may write before somebody reads. */
    private static final int WRITTEN_AHEAD = 1 << 16;

    private static WholeServer server;

    @BeforeAll
    static void start() {
        server = new WholeServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Ran(int exitCode, String out, String err) {}

    private static Ran run(Supplier<CommandLine> command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = command.get()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    private static Ran lcadmin(String... arguments) {
        return lcadmin(server, arguments);
    }

    private static Ran lcadmin(WholeServer asked, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("--port", Integer.toString(asked.port()), "--token", WholeServer.ADMIN));
        all.addAll(List.of(arguments));
        return run(LcAdmin::commandLine, all.toArray(String[]::new));
    }

    @Test
    void tables_are_aligned_by_what_characters_take_on_a_terminal() {
        Ran ran = lcadmin("channels");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().lines())
                .startsWith(
                        "CHANNEL  FREQ  NAME           MODE        MEMBERS  FLOOR  HOLDER  QUEUE",
                        "CH_0001  0001  Dispatch \uD83D\uDCFB    ptt         0/20     idle   -       0",
                        "CH_0002  0002  Field team \uD83C\uDF32  ptt         0/20     idle   -       0");
    }

    @Test
    void who_is_away_has_the_moment_in_which_its_connection_was_lost() throws Exception {
        server.identified("here");
        TestClient gone = server.identified("gone");
        assertThat(server.look("/admin/users/gone").get("away_since_ms").isNull())
                .isTrue();
        gone.abort();
        while (server.look("/admin/users/gone").get("away_since_ms").isNull()) {
            Thread.onSpinWait();
        }
        assertThat(lcadmin("users").out().lines())
                .anySatisfy(line -> assertThat(line).matches("USER +PRIORITY +IDLE +AWAY SINCE"))
                .anySatisfy(line -> assertThat(line).matches("here +[0-9]+ +[0-9]+s +-"))
                .anySatisfy(line -> assertThat(line).matches("gone +[0-9]+ +[0-9]+s +20[0-9]{2}-[0-9-]+T[0-9:]+Z"));
        assertThat(lcadmin("users", "gone").out()).containsPattern("(?m)^away_since +20[0-9]{2}-[0-9-]+T[0-9:]+Z$");
        assertThat(lcadmin("kick", "gone").exitCode()).isZero();
        assertThat(lcadmin("kick", "here").exitCode()).isZero();
    }

    @Test
    void an_option_may_stand_before_or_behind_the_command() {
        Ran ran = run(
                LcAdmin::commandLine,
                "users",
                "--token",
                WholeServer.ADMIN,
                "--json",
                "--port",
                Integer.toString(server.port()));
        assertThat(ran).isEqualTo(new Ran(0, "[]\n", ""));
    }

    @Test
    void exit_codes_tell_scripts_what_happened() throws Exception {
        assertThat(lcadmin("status").exitCode()).isZero();
        assertThat(lcadmin("users", "nobody")).isEqualTo(new Ran(1, "", "lcadmin: no user with this id is online\n"));
        assertThat(lcadmin("floor-revoke", "CH_0001"))
                .isEqualTo(new Ran(1, "", "lcadmin: nobody has the floor of CH_0001\n"));
        assertThat(lcadmin("plugins", "reload", "../x"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "lcadmin: '../x' is no plug-in's name, which is that of its folder in plugins/: 1 to 64 of a-z 0-9 -\n"));
        assertThat(lcadmin("kick", "..")).isEqualTo(new Ran(2, "", "lcadmin: '..' can be no id\n"));
        assertThat(lcadmin("stauts").exitCode()).isEqualTo(2);
        assertThat(lcadmin("stauts").err())
                .contains("'stauts' is no command of lcadmin; did you mean status?\n")
                .contains("Try: lcadmin --help");
        assertThat(lcadmin().exitCode()).isEqualTo(2);
        String port = Integer.toString(server.port());
        Ran wrong = run(LcAdmin::commandLine, "--port", port, "--token", "guess", "status");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("does not accept this token");
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        Ran absent = run(LcAdmin::commandLine, "--port", Integer.toString(nobody), "--token", "x", "status");
        assertThat(absent.exitCode()).isEqualTo(3);
        assertThat(absent.err())
                .startsWith("lcadmin: no server answers at 127.0.0.1:" + nobody)
                .hasLineCount(1);
        assertThat(run(LcTrace::commandLine, "--port", Integer.toString(nobody)).exitCode())
                .isEqualTo(3);
        assertThat(run(LcTrace::commandLine, "--port", port, "--token", "guess").exitCode())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DL1ABC/p",
                "/",
                "a//b",
                "/../x",
                "%2F",
                "100%",
                "a;b=c",
                "a?b#c",
                "a\\b",
                "a+b c",
                "..x",
                "...",
                "é|\uD83D\uDCFB"
            })
    void every_id_that_can_come_in_can_be_operated_on(String id) {
        TestClient member = server.connect();
        member.send(identify(id));
        member.await(4);
        member.join("CH_0001");
        member.channelRequest(16, "CH_0001");
        member.awaitAck(16);
        assertThat(lcadmin("users", id).err()).isEmpty();
        assertThat(JsonMapper.shared()
                        .readTree(lcadmin("--json", "users", id).out())
                        .path("user_id")
                        .asString())
                .isEqualTo(id);
        assertThat(lcadmin("mute", "CH_0001", id).err()).isEmpty();
        member.channelRequest(30, "CH_0001");
        member.await(51);
        assertThat(lcadmin("unmute", "CH_0001", id).err()).isEmpty();
        assertThat(lcadmin("kick", id).err()).isEmpty();
        assertThat(lcadmin("block", id, "--for", "1h").err()).isEmpty();
        assertThat(lcadmin("blocks").out()).contains(id);
        assertThat(lcadmin("unblock", id).err()).isEmpty();
        member.awaitClose();
        assertThat(lcadmin("users", id).err()).isEqualTo("lcadmin: no user with this id is online\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                " ",
                "a\u0000b",
                "half \uD83D",
                " ann",
                "ann ",
                "ann\u00A0",
                "a\u202Ebc",
                "a\u2066b\u2069",
                "system",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void an_id_that_cannot_be_operated_on_does_not_come_in(String id) {
        TestClient stranger = server.connect();
        stranger.send(identify(id));
        stranger.expectError(1004);
        Ran blocked = lcadmin("block", id);
        assertThat(blocked.exitCode()).isNotZero();
        assertThat(blocked.err()).startsWith("lcadmin: ");
        assertThat(lcadmin("blocks").out()).isEqualTo("USER  SINCE  UNTIL\n(none)\n");
    }

    @Test
    void an_argument_that_looks_like_a_file_of_arguments_is_an_id(@TempDir Path folder) throws Exception {
        Path notes = Files.writeString(folder.resolve("notes"), "wrong-person");
        TestClient wrong = server.identified("wrong-person");
        assertThat(lcadmin("kick", "@" + notes)).isEqualTo(new Ran(1, "", "lcadmin: no user with this id is online\n"));
        wrong.expectQuiet();
        assertThat(run(
                                LcTrace::commandLine,
                                "--port",
                                Integer.toString(server.port()),
                                "--token",
                                WholeServer.ADMIN,
                                "@" + notes,
                                "--last",
                                "1")
                        .err())
                .contains("no channel can be called '@" + notes + "'");
        wrong.close();
    }

    @Test
    void every_command_has_the_help_that_its_errors_point_to() {
        List<String> names = new ArrayList<>();
        for (Supplier<CommandLine> command :
                List.<Supplier<CommandLine>>of(LcAdmin::commandLine, LcTrace::commandLine, LcBench::commandLine)) {
            names(command.get(), List.of()).forEach(words -> {
                Ran ran = run(
                        command,
                        Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new));
                String name = String.join(" ", words);
                assertThat(ran.exitCode()).as(name).isZero();
                assertThat(ran.err()).as(name).isEmpty();
                assertThat(ran.out())
                        .startsWith("Usage: " + command.get().getCommandName() + (name.isEmpty() ? "" : " " + name));
                assertThat(ran.out()).as(name).doesNotContain("<arg");
                names.add(name);
            });
        }
        assertThat(names).contains("status", "backup", "block", "recordings export", "plugins reload", "fanout", "");
        assertThat(lcadmin("backup").err())
                .contains("Missing required parameter: 'FILE'\nTry: lcadmin backup --help\n");
        assertThat(lcadmin("block", "-h").out())
                .contains("USER")
                .contains("Without it:")
                .doesNotContain("or a restart");
        assertThat(lcadmin("status", "--version").out())
                .isEqualTo(lcadmin("--version").out());
    }

    /** The words of each command, below it too. */
    private static List<List<String>> names(CommandLine command, List<String> above) {
        List<List<String>> all = new ArrayList<>(List.of(above));
        command.getSubcommands()
                .forEach((name, below) -> all.addAll(names(
                        below, Stream.concat(above.stream(), Stream.of(name)).toList())));
        return all;
    }

    @Test
    void an_id_with_a_dash_in_front_is_said_to_go_behind_two() {
        for (String command : List.of("kick", "block", "unblock", "users")) {
            assertThat(lcadmin(command, "-x").exitCode()).isEqualTo(2);
            assertThat(lcadmin(command, "-x").err())
                    .contains("-x")
                    .contains("what begins with a dash and is no option goes behind --, such as: lcadmin " + command
                            + " -- -x");
        }
        assertThat(lcadmin("status", "--tok", "x").err()).contains("'--tok'").doesNotContain("goes behind");
        assertThat(run(LcTrace::commandLine, "--follw").err())
                .contains("'--follw'; did you mean --follow?\n")
                .doesNotContain("goes behind");
        assertThat(lcadmin("kick", "--", "-x").err()).isEqualTo("lcadmin: no user with this id is online\n");
    }

    @Test
    void lengths_of_time_may_have_several_units_and_moments_are_shown_as_such() {
        TestClient ann = server.identified("clocked");
        assertThat(lcadmin("users", "clocked").out())
                .containsPattern("(?m)^last_seen +20[0-9]{2}-[0-9-]+T[0-9:]+Z$")
                .doesNotContain("last_seen_ms");
        assertThat(lcadmin("channels", "CH_0001").out())
                .containsPattern("(?m)^created_at +20[0-9]{2}-[0-9-]+T[0-9:]+Z$");
        assertThat(lcadmin("block", "clocked", "--for", "1h30m").out())
                .matches("clocked is blocked for 1h30m, until 20[0-9]{2}-[0-9-]+T[0-9:]+Z\n");
        assertThat(lcadmin("unblock", "clocked").exitCode()).isZero();
        for (String wrong : List.of("500ms", "1.5h", "30m1h", "0s", "h", "90")) {
            Ran ran = lcadmin("block", "clocked", "--for", wrong);
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("whole seconds at least, such as 90s, 30m, 1h30m or 2d");
        }
        ann.awaitClose();
    }

    @Test
    void what_operators_do_is_in_the_trace_whether_or_not_the_user_is_there() {
        assertThat(lcadmin("mute", "CH_0002", "gone away").out())
                .isEqualTo("gone away may not talk in CH_0002 any more; who is not in it now will be told on coming\n");
        assertThat(lcadmin("unmute", "CH_0002", "gone away").exitCode()).isZero();
        assertThat(lcadmin("block", "gone away", "--for", "90s").exitCode()).isZero();
        assertThat(lcadmin("unblock", "gone away").exitCode()).isZero();
        String port = Integer.toString(server.port());
        String[] trace = {
            "--port", port, "--token", WholeServer.ADMIN, "--last", "1000", "--user", "gone away", "--dir", "sys"
        };
        assertThat(run(LcTrace::commandLine, trace).out())
                .containsPattern("SYS OPERATOR_MUTE +gone away +CH_0002 +not in the channel now")
                .containsPattern("SYS OPERATOR_UNMUTE +gone away +CH_0002")
                .containsPattern("SYS OPERATOR_BLOCK +gone away +- +until 20")
                .containsPattern("SYS OPERATOR_UNBLOCK +gone away");
    }

    @Test
    void a_filter_that_nothing_can_meet_is_refused_and_one_that_little_may_is_explained() {
        String port = Integer.toString(server.port());
        assertThat(run(LcTrace::commandLine, "--port", port, "--dir", "up").err())
                .contains("'up' is no direction; there are in, out and sys");
        Ran ran = run(LcTrace::commandLine, "--port", port, "--op", "30,999");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("'999' is no number of packets").contains("30 FLOOR_REQUEST");

        assertThat(lastOf("30,floor_granted")).isEqualTo(new Ran(0, "", ""));
        assertThat(lastOf("30,FLOOR_REQEST"))
                .isEqualTo(new Ran(
                        0,
                        "",
                        "lctrace: no packet is called FLOOR_REQEST; shown is what the server or a plug-in calls so\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--patience=29s | --patience is 29 s, but has to be 30 s at least: the server gives a sign of life every 15 s",
                "--last=-1 | --last is -1, but has to be 0 or more",
                "@CH | no channel can be called '@CH'; an id is 1 to 64 characters of A-Z a-z 0-9 _ - . and neither . nor ..",
                ".. | no channel can be called '..'; an id is 1 to 64 characters of A-Z a-z 0-9 _ - . and neither . nor ..",
            })
    void a_trace_of_what_cannot_be_is_wrong_usage(String argument, String problem) {
        assertThat(run(LcTrace::commandLine, "--port", Integer.toString(server.port()), argument))
                .isEqualTo(new Ran(2, "", "lctrace: " + problem + "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--host=127.0.0.1:18080 | '127.0.0.1:18080' is no name or address of a machine alone; it has to be such as --host 127.0.0.1 --port 18080",
                "--host=http://127.0.0.1:18080 | 'http://127.0.0.1:18080' is no name or address of a machine alone; it has to be such as --host 127.0.0.1 --port 18080",
                "--host=https://example.org/ | 'https://example.org/' is no name or address of a machine alone; it has to be such as --host example.org --tls",
                "--host=[::1]:8080 | '[::1]:8080' is no name or address of a machine alone; it has to be such as --host [::1] --port 8080",
                "--host=a b | 'a b' is no name or address of a machine alone; it has to be such as --host 127.0.0.1",
                "--host= | it is empty; it has to be such as --host 127.0.0.1",
                "--port=99999 | '99999' is no TCP port; it has to be a whole number from 1 to 65535, such as 8080",
                "--port=0 | '0' is no TCP port; it has to be a whole number from 1 to 65535, such as 8080",
                "--port=abc | 'abc' is no TCP port; it has to be a whole number from 1 to 65535, such as 8080",
            })
    void a_server_that_cannot_be_is_wrong_usage(String argument, String problem) {
        for (Ran ran : List.of(
                run(LcAdmin::commandLine, argument, "status"),
                run(LcTrace::commandLine, argument),
                run(LcBench::commandLine, "join", argument))) {
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err().lines().findFirst().orElse("")).endsWith("': " + problem);
        }
    }

    @Test
    void a_number_that_is_none_is_said_so_without_a_word_of_java() {
        for (Ran ran : List.of(
                lcadmin("drain", "--limit", "abc"),
                lcadmin("channel-change", "CH_0001", "--capacity", "abc"),
                run(LcTrace::commandLine, "--last", "abc"))) {
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("'abc' is no whole number\n");
        }
        assertThat(run(LcTrace::commandLine, "--last", "9223372036854775808").err())
                .contains("'9223372036854775808' is not from -9223372036854775808 to 9223372036854775807\n");
    }

    @Test
    void a_command_that_is_none_is_said_so_with_those_that_there_are() {
        assertThat(lcadmin("recordings", "foo")).isEqualTo(new Ran(2, "", """
                        lcadmin: 'foo' is no command of lcadmin recordings, which has export, get, list, verify
                        Try: lcadmin recordings --help
                        """));
        assertThat(lcadmin("recordings", "lst").err())
                .startsWith("lcadmin: 'lst' is no command of lcadmin recordings; did you mean list?\n");
        assertThat(lcadmin("foo").err())
                .startsWith("lcadmin: 'foo' is no command of lcadmin, which has backup, block, ");
        assertThat(lcadmin("capture", "stop").err()).contains("lcadmin capture, which has begin, end\n");
        assertThat(lcadmin("plugins", "load").err()).contains("lcadmin plugins, which has reload\n");
        assertThat(lcadmin("status", "foo").err())
                .startsWith("lcadmin: 'foo' is one argument too many for lcadmin status\n");
    }

    @Test
    void a_bound_of_the_server_is_told_by_the_name_of_the_option() {
        assertThat(lcadmin("block", "bob", "--for", "99999d"))
                .isEqualTo(new Ran(2, "", "lcadmin: --for may be 3650d at most\n"));
        assertThat(lcadmin("block", "bob", "--for", "3650d").exitCode()).isZero();
        assertThat(lcadmin("unblock", "bob").exitCode()).isZero();
        for (String limit : List.of("-1", "86401")) {
            assertThat(lcadmin("drain", "--limit", limit))
                    .isEqualTo(new Ran(
                            2,
                            "",
                            "lcadmin: --limit is " + limit
                                    + ", but has to be a whole number of seconds from 0 to 86400\n"));
        }
        assertThat(lcadmin("dump", "--record", "11m"))
                .isEqualTo(new Ran(2, "", "lcadmin: --record may be 10m at most\n"));
    }

    @Test
    void a_token_is_taken_without_what_is_around_it_and_never_shown() {
        String port = Integer.toString(server.port());
        for (String around : List.of("%s\r\n", "%s\n", " %s\t")) {
            assertThat(run(
                                    LcAdmin::commandLine,
                                    "--port",
                                    port,
                                    "--token",
                                    around.formatted(WholeServer.ADMIN),
                                    "status")
                            .exitCode())
                    .isZero();
        }
        for (String broken : List.of("a-token\nX: of-mine", "a-token-of-m\u00EFne", "a-token\u0000of-mine")) {
            for (Ran ran : List.of(
                    run(LcAdmin::commandLine, "--port", port, "--token", broken, "status"),
                    run(LcTrace::commandLine, "--port", port, "--token", broken))) {
                assertThat(ran.exitCode()).isEqualTo(2);
                assertThat(ran.err())
                        .contains(": --token has a line feed, or another character in it that no token has; ")
                        .hasLineCount(1)
                        .doesNotContain("a-token");
            }
        }
        assertThat(run(LcAdmin::commandLine, "--port", port, "--token", " \n", "status"))
                .isEqualTo(new Ran(2, "", "lcadmin: --token is empty\n"));
    }

    /** As nginx does where HTTPS is spoken. */
    @Test
    void who_is_answered_by_something_else_is_told_of_tls() throws Exception {
        for (String answer : List.of(
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 8\r\nConnection: close\r\n\r\n<html/>\n",
                "\u0015\u0003\u0003\u0000\u0002\u0002P")) {
            try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread answering = Thread.startVirtualThread(() -> answer(other, answer));
                Ran ran = run(
                        LcAdmin::commandLine,
                        "--port",
                        Integer.toString(other.getLocalPort()),
                        "--token",
                        "x",
                        "status");
                assertThat(ran.exitCode()).isIn(1, 3);
                assertThat(ran.err())
                        .endsWith("; where it speaks HTTPS, --tls is needed\n")
                        .hasLineCount(1);
                answering.join();
            }
        }
    }

    private static void answer(ServerSocket other, String answer) {
        try (Socket socket = other.accept()) {
            var asked = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            while (!asked.readLine().isEmpty()) {}
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_file_that_is_not_there_is_said_so(@TempDir Path folder) {
        Path absent = folder.resolve("absent");
        assertThat(lcadmin("--ca", absent.toString(), "status"))
                .isEqualTo(new Ran(2, "", "lcadmin: --ca " + absent + " cannot be read: there is no such file\n"));
        assertThat(lcadmin("--ca", folder.toString(), "status"))
                .isEqualTo(new Ran(2, "", "lcadmin: --ca " + folder + " cannot be read: it is a folder\n"));
        assertThat(lcadmin("token", "ann", "--key", absent.toString()))
                .isEqualTo(new Ran(2, "", "lcadmin: --key " + absent + " cannot be read: there is no such file\n"));
    }

    private Ran lastOf(String operations) {
        return run(
                LcTrace::commandLine,
                "--port",
                Integer.toString(server.port()),
                "--token",
                WholeServer.ADMIN,
                "--last",
                "1",
                "--dir",
                "IN",
                "--op",
                operations);
    }

    private static String identify(String id) {
        String escaped = id.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
        return "{'op':3,'d':{'user_id':'%s','token':'%s'}}".formatted(escaped, WholeServer.SECRET);
    }

    @Test
    void who_watches_sees_a_server_come_back() throws Exception {
        var shown = new PipedReader(WRITTEN_AHEAD);
        var said = new PipedReader(WRITTEN_AHEAD);
        var first = new WholeServer();
        int port = first.port();
        var command = LcAdmin.commandLine()
                .setOut(new PrintWriter(new PipedWriter(shown)))
                .setErr(new PrintWriter(new PipedWriter(said)));
        Thread watching = Thread.ofPlatform()
                .start(() -> command.execute(
                        "--port", Integer.toString(port), "--token", WholeServer.ADMIN, "status", "--watch"));
        var tables = new BufferedReader(shown);
        assertThat(tables.readLine()).startsWith("UPTIME");
        first.close();
        assertThat(new BufferedReader(said).readLine()).endsWith("; waiting for it");
        try (var second = new WholeServer(Map.of("http.port", Integer.toString(port)))) {
            TestClient ann = second.identified("ann");
            // What was shown before the restart is still to be read; nobody was online then.
            while (!tables.readLine().matches("\\S+ +1 .*")) {}
            ann.close();
        }
        watching.interrupt();
        watching.join();
    }

    @Test
    void who_watches_is_told_that_a_server_does_not_answer_and_sees_it_again() throws Exception {
        var shown = new PipedReader(WRITTEN_AHEAD);
        var said = new PipedReader(WRITTEN_AHEAD);
        try (var relay = new FreezingRelay(server.port())) {
            var command = LcAdmin.commandLine()
                    .setOut(new PrintWriter(new PipedWriter(shown)))
                    .setErr(new PrintWriter(new PipedWriter(said)));
            Thread watching = Thread.ofPlatform()
                    .start(() -> command.execute(
                            "--port",
                            Integer.toString(relay.port()),
                            "--token",
                            WholeServer.ADMIN,
                            "status",
                            "--watch"));
            var tables = new BufferedReader(shown);
            assertThat(tables.readLine()).startsWith("UPTIME");
            relay.freeze();
            assertThat(new BufferedReader(said).readLine())
                    .isEqualTo(
                            "the server at 127.0.0.1:" + relay.port() + " has not answered within 5 s; waiting for it");
            TestClient ann = server.identified("seen-again");
            while (!tables.readLine().matches("\\S+ +[1-9][0-9]* .*")) {}
            ann.close();
            watching.interrupt();
            watching.join();
        }
    }

    @Test
    void an_operator_does_it_all_from_the_command_line() {
        TestClient ann = server.member("ann", "CH_0001");
        ann.channelRequest(30, "CH_0001");
        ann.await(50);
        assertThat(lcadmin("floor-revoke", "CH_0001").out()).isEqualTo("the floor of CH_0001 was taken from ann\n");
        ann.await(52);
        assertThat(lcadmin("mute", "CH_0001", "ann").exitCode()).isZero();
        assertThat(lcadmin("unmute", "CH_0001", "ann").exitCode()).isZero();
        assertThat(lcadmin("channels", "CH_0001").out()).contains("members           ann");
        assertThat(lcadmin("channel-create", "X", "0555", "서울", "--mode", "conference")
                        .exitCode())
                .isZero();
        assertThat(lcadmin("channel-change", "X", "--name", "부산").exitCode()).isZero();
        assertThat(lcadmin("channels", "X").out()).contains("부산");
        assertThat(lcadmin("channel-delete", "X").exitCode()).isZero();
        assertThat(lcadmin("kick", "ann").exitCode()).isZero();
        assertThat(ann.awaitClose()).isEqualTo(1008);
    }

    @Test
    void peers_shows_how_well_media_gets_to_and_from_each() throws Exception {
        TestClient ann = server.identified("annie");
        TestClient ben = server.identified("benno");
        try (Voice annsVoice = Voice.join(ann, "CH_0003");
                Voice bensVoice = Voice.join(ben, "CH_0003")) {
            ann.channelRequest(30, "CH_0003");
            ann.await(50);
            JsonNode peers =
                    JsonMapper.shared().readTree(lcadmin("peers", "--json").out());
            while (peers.valueStream().anyMatch(peer -> peer.path("quality").isNull())) {
                annsVoice.speak();
                bensVoice.heard.poll(20, TimeUnit.MILLISECONDS);
                peers = JsonMapper.shared().readTree(lcadmin("peers", "--json").out());
            }
            assertThat(lcadmin("peers").out().lines())
                    .hasSize(3)
                    .first()
                    .asString()
                    .endsWith("IDLE  SRTP   RTT  LOSS  TAKES  QUEUE  PICTURES");
            JsonNode listener = peers.valueStream()
                    .filter(peer -> peer.path("user_id").asString().equals("benno"))
                    .findFirst()
                    .orElseThrow();
            Ran one = lcadmin("peers", listener.path("ufrag").asString());
            assertThat(one.err()).isEmpty();
            assertThat(one.out())
                    .containsPattern("(?m)^sent +[1-9][0-9]* packets, 0 again$")
                    .containsPattern("(?m)^received +0 packets, 0 lost, 0 recovered$")
                    .containsPattern("(?m)^SLOT +KIND +OF +HEIGHT +BRINGS +STATE\n0 +audio +annie +- +- +on$");
        }
    }

    @Test
    void plugins_shows_every_part_with_its_origin_and_its_settings() throws Exception {
        Ran ran = lcadmin("plugins");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .startsWith("PLUG-IN  STATE  VERSION  PROVIDES  REASON\n(none)\n\nPART ")
                .containsPattern("(?m)^PART +KIND +STATE +ORIGIN +REASON, SETTINGS$")
                .containsPattern("(?m)^http +web server +running +\\S+ +http.host=127.0.0.1\n +http.port=0$")
                .containsPattern(
                        "(?m)^jwt +authenticator +unused +\\S+ +access.authenticators does not name it\n +access")
                .containsPattern("(?m)^priority +floor policy +running +\\S+$");
        JsonNode kit = JsonMapper.shared().readTree(lcadmin("plugins", "--json").out());
        assertThat(kit.path("plugins").size()).isZero();
        assertThat(kit.path("parts").findValuesAsString("name")).contains("http", "signaling", "priority", "opus");
    }

    @Test
    void a_plugin_that_is_not_loaded_anew_is_the_servers_sentence_and_exit_code_1(@TempDir Path folder)
            throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        try (WholeServer own = new WholeServer(Map.of("plugins.folder", folder.toString()))) {
            assertThat(lcadmin(own, "plugins", "reload", "nothing"))
                    .isEqualTo(new Ran(
                            1,
                            "",
                            "lcadmin: plug-in nothing is not loaded anew: there is no folder " + folder
                                    + "/nothing\n"));
            assertThat(lcadmin(own, "plugins", "reload", "empty"))
                    .isEqualTo(new Ran(
                            1, "", "lcadmin: plug-in empty is not loaded anew: plugin.yaml: there is no such file\n"));
            assertThat(lcadmin(own, "plugins", "reload").exitCode()).isEqualTo(2);
            assertThat(lcadmin(own, "plugins").out()).containsPattern("(?m)^empty +refused +- +- +plugin.yaml");
        }
    }

    @Test
    void a_server_drains_and_the_drain_is_taken_back() {
        try (WholeServer own = new WholeServer()) {
            TestClient ann = own.member("ann", "CH_0001");
            ann.channelRequest(30, "CH_0001");
            ann.await(50);

            Ran drained = lcadmin(own, "drain", "--limit", "60");
            assertThat(drained)
                    .isEqualTo(new Ran(
                            0, "the server drains: 1 floor is still taken, and has to be given up within 60 s\n", ""));
            ann.awaitEvent("drain");
            assertThat(lcadmin(own, "undrain")).isEqualTo(new Ran(0, "the server does not drain any more\n", ""));
            ann.awaitEvent("undrain");
            assertThat(lcadmin(own, "undrain")).isEqualTo(new Ran(1, "", "lcadmin: the server does not drain\n"));
            assertThat(lcadmin(own, "drain", "--json").out())
                    .isEqualTo("{\"ok\":true,\"draining\":true,\"limit_secs\":20,\"floor_active\":1}\n");
            Ran wrong = lcadmin(own, "drain", "--limit", "-1");
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.err()).startsWith("lcadmin: --limit is -1, but has to be a whole number of seconds");
        }
    }

    @Test
    void a_trace_shows_packets_decisions_and_what_has_happened_before() {
        WholeServer own = new WholeServer();
        try {
            TestClient ann = own.member("ann", "CH_0001");
            ann.channelRequest(30, "CH_0001");
            ann.await(50);
            ann.send("{'op':20,'d':{'channel_id':'CH_0001','content':'my private words'}}");
            ann.await(101);
            StringWriter out = new StringWriter();
            Thread reader = Thread.ofVirtual().start(() -> {
                int exitCode = LcTrace.commandLine()
                        .setOut(new PrintWriter(out))
                        .execute(
                                "--port",
                                Integer.toString(own.port()),
                                "--token",
                                WholeServer.ADMIN,
                                "--last",
                                "100",
                                "--follow",
                                "--once");
                assertThat(exitCode).isZero();
            });
            while (!out.toString().contains("MESSAGE_EVENT")) {
                Thread.onSpinWait();
            }
            StringWriter past = new StringWriter();
            String port = Integer.toString(own.port());
            assertThat(LcTrace.commandLine()
                            .setOut(new PrintWriter(past))
                            .execute("--port", port, "--token", WholeServer.ADMIN, "--last", "2"))
                    .isZero();
            assertThat(past.toString()).hasLineCount(2).contains("MESSAGE_EVENT");
            TestClient bob = own.member("bob", "CH_0002");
            bob.channelRequest(30, "CH_0002");
            bob.await(50);
            StringWriter ofOne = new StringWriter();
            assertThat(LcTrace.commandLine()
                            .setOut(new PrintWriter(ofOne))
                            .execute("CH_0001", "--port", port, "--token", WholeServer.ADMIN, "--last", "2"))
                    .isZero();
            assertThat(ofOne.toString()).isEqualTo(past.toString());
            own.stop();
            join(reader);
            String trace = out.toString();
            assertThat(trace).containsPattern("  3 C→S IDENTIFY +ann +- +priority 100");
            assertThat(trace).containsPattern(" 11 C→S CHANNEL_JOIN +ann +CH_0001 +ssrc 7, no media");
            assertThat(trace).containsPattern(" 30 C→S FLOOR_REQUEST +ann +CH_0001 +normal");
            assertThat(trace)
                    .containsPattern(
                            " 50 SYS FLOOR_GRANTED +ann +CH_0001 +for 30000 ms; after request of ann, normal \\(\\d+, \\d+\\)");
            assertThat(trace).containsPattern(" 50 S→C FLOOR_GRANTED +ann +CH_0001 +for 30000 ms");
            assertThat(trace).doesNotContain("HEARTBEAT", WholeServer.SECRET, "private words", "\033");
        } finally {
            own.close();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
