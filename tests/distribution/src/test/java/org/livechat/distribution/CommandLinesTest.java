package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** lcadmin and lctrace of the archive, as a person at a terminal and as a script at a pipe see them. */
@TestInstance(Lifecycle.PER_CLASS)
class CommandLinesTest {
    private static final String ESCAPE = "\033[";
    private static final String CLEAR = "\033[H\033[2J\033[3J";

    /** 128 and the number of SIGINT, as of any program that a person interrupts. */
    private static final int INTERRUPTED = 130;

    private Installation installation;
    private Path folder;
    private ServerProcess server;

    @BeforeAll
    void start() throws IOException {
        installation = Installation.unpack();
        folder = installation.folder("channels");
        Files.writeString(folder.resolve("livechat.yaml"), """
                channels:
                  presets:
                    - {id: ONE, freq: "0001", name: 서울 본부, mode: ptt, capacity: 20}
                    - {id: TWO, freq: "0002", name: "Field 👩‍🚒🌲", mode: ptt, capacity: 5}
                    - {id: THREE, freq: "0003", name: Café, mode: conference, capacity: 100}
                # Who has the floor here sends no media, and a command may take seconds to start.
                floor:
                  end_of_media: 60s
                """);
        server = ServerProcess.start(installation, folder, Map.of(), "--config", "livechat.yaml");
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        installation.close();
    }

    private ProcessBuilder command(String name, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--port", Integer.toString(server.port())));
        all.addAll(List.of(arguments));
        return installation.command(folder, Map.of("TERM", "xterm-256color"), name, all.toArray(String[]::new));
    }

    @Test
    void a_pipe_gets_aligned_tables_without_colours() throws IOException {
        assertThat(Ran.of(command("lcadmin", "channels"))).isEqualTo(new Ran(0, """
                CHANNEL  FREQ  NAME        MODE        MEMBERS  FLOOR  HOLDER  QUEUE
                ONE      0001  서울 본부   ptt         0/20     idle   -       0
                TWO      0002  Field 👩‍🚒🌲  ptt         0/5      idle   -       0
                THREE    0003  Café        conference  0/100    idle   -       0
                """, ""));
    }

    @Test
    void a_terminal_gets_the_same_table_with_colours() throws Exception {
        try (var terminal = Terminal.run(command("lcadmin", "channels"))) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.await("THREE").lines().limit(2))
                    .containsExactly(
                            "\033[1mCHANNEL  FREQ  NAME        MODE        MEMBERS  FLOOR  HOLDER  QUEUE\033[0m",
                            "ONE      0001  서울 본부   ptt         0/20     idle   -       0");
        }
    }

    @Test
    void a_watched_table_is_drawn_again_until_interrupted() throws Exception {
        for (String what : List.of("status", "channels")) {
            try (var terminal = Terminal.run(command("lcadmin", what, "--watch"))) {
                assertThat(terminal.await(CLEAR)).startsWith(CLEAR);
                terminal.awaitTimes(CLEAR, 3);
                terminal.controlC();
                assertThat(terminal.exitCode()).isEqualTo(INTERRUPTED);
            }
        }
    }

    @Test
    void a_trace_is_coloured_on_a_terminal_and_plain_or_json_in_a_pipe() throws Exception {
        try (var terminal = Terminal.run(command("lctrace", "ONE", "--last", "100", "--follow"));
                var ann = new Person(server.port(), server.token(), "안나")) {
            ann.send("{\"op\":11,\"d\":{\"channel_id\":\"ONE\",\"ssrc\":1}}");
            ann.await("\"op\":200,");
            terminal.await("CHANNEL_JOIN");
            ann.send("{\"op\":30,\"d\":{\"channel_id\":\"ONE\"}}");
            ann.talksOn("ONE");
            String screen = terminal.await("S→C \033[1;32mFLOOR_GRANTED");
            assertThat(screen)
                    .contains(
                            " C→S \033[36mCHANNEL_JOIN        \033[0m 안나         ONE ",
                            " C→S \033[33mFLOOR_REQUEST       \033[0m 안나         ONE ");

            Ran revoked = Ran.of(command("lcadmin", "floor-revoke", "ONE"));
            assertThat(revoked).isEqualTo(new Ran(0, "the floor of ONE was taken from 안나\n", ""));
            terminal.await("\033[1;31mFLOOR_REVOKE");
            terminal.controlC();
            assertThat(terminal.exitCode()).isEqualTo(INTERRUPTED);
        }
        Process piped = command(
                        "lctrace",
                        "--last",
                        "100",
                        "--follow",
                        "--json",
                        "--user",
                        "안나",
                        "--op",
                        "FLOOR_REQUEST,52",
                        "--dir",
                        "out")
                .start();
        try (var lines = piped.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine())
                    .startsWith("{\"ts\":")
                    .contains("\"dir\":\"out\"", "\"user_id\":\"안나\"", "\"op_name\":\"FLOOR_REVOKE\"")
                    .doesNotContain(ESCAPE);
        } finally {
            piped.destroy();
        }
    }

    @Test
    void what_goes_wrong_is_one_line_and_an_exit_code() throws IOException {
        assertThat(Ran.of(command("lcadmin", "users", "없는사람")))
                .isEqualTo(new Ran(1, "", "lcadmin: no user with this id is online\n"));
        assertThat(Ran.of(command("lcadmin", "floor-revoke", "FOUR")).exitCode())
                .isEqualTo(1);
        for (String name : List.of("lcadmin", "lctrace")) {
            String[] what = name.equals("lcadmin") ? new String[] {"status"} : new String[0];
            Ran wrongToken = Ran.of(installation.command(
                    folder, Map.of("LIVECHAT_ADMIN_TOKEN", "a guess"), name, with(what, "--port", port())));
            assertThat(wrongToken.exitCode()).isEqualTo(1);
            assertThat(wrongToken.err())
                    .startsWith(name + ": the server does not accept this token")
                    .hasLineCount(1);
            Ran noToken = Ran.of(installation.command(
                    installation.folder("elsewhere-" + name), Map.of(), name, with(what, "--port", port())));
            assertThat(noToken.exitCode()).isEqualTo(1);
            assertThat(noToken.err()).startsWith(name + ": no admin token; ").hasLineCount(1);
            Ran noServer = Ran.of(
                    installation.command(folder, Map.of(), name, with(what, "--port", Integer.toString(free()))));
            assertThat(noServer.exitCode()).isEqualTo(3);
            assertThat(noServer.err())
                    .startsWith(name + ": no server answers at 127.0.0.1:")
                    .hasLineCount(1);
            Ran wrongUsage = Ran.of(installation.command(folder, Map.of(), name, "--prot", "1"));
            assertThat(wrongUsage.exitCode()).isEqualTo(2);
            assertThat(wrongUsage.err()).startsWith(name + ": ").contains("'--prot'");
        }
    }

    @Test
    void a_token_of_the_environment_is_taken_without_the_end_of_its_line() throws IOException {
        String token = Files.readString(folder.resolve("data/admin.token")).strip();
        for (String end : List.of("\r", "\n", "\r\n")) {
            assertThat(Ran.of(installation.command(
                                    installation.folder("line-ends-" + end.length() + (int) end.charAt(0)),
                                    Map.of("LIVECHAT_ADMIN_TOKEN", token + end),
                                    "lcadmin",
                                    "--port",
                                    port(),
                                    "status"))
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void what_cannot_be_printed_is_not_done() throws IOException {
        String reason = ": what was to be printed could not be written\n";
        for (String[] what :
                List.of(new String[] {"channels"}, new String[] {"channels", "--json"}, new String[] {"--help"})) {
            assertThat(Ran.of(command("lcadmin", what).redirectOutput(new File("/dev/full"))))
                    .isEqualTo(new Ran(4, "", "lcadmin" + reason));
        }
        assertThat(Ran.of(command("lcadmin", "mute", "ONE", "nobody")).exitCode())
                .isZero();
        assertThat(Ran.of(command("lctrace", "--last", "1").redirectOutput(new File("/dev/full"))))
                .isEqualTo(new Ran(4, "", "lctrace" + reason));
        // One that would go on for ever ends by it, too.
        assertThat(Ran.of(command("lctrace", "--last", "1", "--follow").redirectOutput(new File("/dev/full"))))
                .isEqualTo(new Ran(4, "", "lctrace" + reason));
        assertThat(Ran.of(command("lcadmin", "status", "--watch").redirectOutput(new File("/dev/full"))))
                .isEqualTo(new Ran(4, "", "lcadmin" + reason));
    }

    @Test
    void a_shell_completes_commands_and_options() throws IOException {
        for (String name : List.of("lcadmin", "lctrace")) {
            Path script = installation.home().resolve("completion").resolve(name);
            Ran ran = Ran.of(new ProcessBuilder(
                    "bash",
                    "-c",
                    "compopt() { :; }; source \"$1\"; COMP_WORDS=($2 --po); COMP_CWORD=1; COMP_LINE=\"$2 --po\"; COMP_POINT=${#COMP_LINE};"
                            + " _complete_$2; echo \"${COMPREPLY[@]}\"",
                    "bash",
                    script.toString(),
                    name));
            assertThat(ran.err()).isEmpty();
            assertThat(ran.out()).isEqualTo("--port\n");
        }
    }

    private String port() {
        return Integer.toString(server.port());
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
