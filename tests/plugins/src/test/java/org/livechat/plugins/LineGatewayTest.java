package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.distribution.Person;

/** The gateway that docs/kit.md has its readers write: with nc, as the page says, and with clients that mean it no good. */
class LineGatewayTest {
    private static final int CONNECTIONS = 8;
    private static final int TURNS = 3000;
    private static final String TOKEN_OF_THE_PAGE = "between-you-and-me";
    private static final Pattern LISTENS = Pattern.compile("Lines are taken at 127\\.0\\.0\\.1 port (\\d+)");
    private static final String SURROUNDINGS = """
            export LIVECHAT_MEDIA_WARM_UP=false
            export LIVECHAT_PARTS_DISABLED=greeter
            export LIVECHAT_LINE_PORT=0
            export LIVECHAT_LINE_CONNECTIONS_PER_NETWORK=%d
            export LIVECHAT_LINE_HELLO_TIMEOUT=2s
            export LIVECHAT_SESSIONS_HEARTBEAT_INTERVAL=1s
            export LIVECHAT_FLOOR_PING_TIMEOUT=2s
            export LIVECHAT_SIGNALING_FRAMES_PER_SECOND=100000
            export LIVECHAT_SIGNALING_FRAME_BURST=100000
            """.formatted(CONNECTIONS);

    @TempDir
    private static Path temporary;

    private static Kit kit;
    private static StockServer server;

    @BeforeAll
    static void start() throws Exception {
        kit = Kit.build(temporary);
        server = kit.startWithGateway(SURROUNDINGS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int port() {
        return port(server);
    }

    private static int port(StockServer of) {
        var listens = LISTENS.matcher(of.output());
        assertThat(listens.find()).as(of.output()).isTrue();
        return Integer.parseInt(listens.group(1));
    }

    @Test
    void two_people_with_nc_take_turns_as_the_page_shows() throws Exception {
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(Lines.hasNetcat(), "there is no nc here; install netcat-openbsd");
        }
        assertThat(kit.guide().conversations()).hasSize(1);
        Map<String, Lines> people = new HashMap<>();
        try {
            for (var line : kit.guide().conversations().getFirst().lines()) {
                if (!people.containsKey(line.person())) {
                    people.put(line.person(), Lines.netcat(port()));
                }
                Lines person = people.get(line.person());
                if (line.isSaid()) {
                    person.say(line.text().replace(TOKEN_OF_THE_PAGE, StockServer.SECRET));
                } else {
                    assertThat(person.next()).contains(line.text());
                }
            }
        } finally {
            people.values().forEach(Lines::close);
        }
    }

    @Test
    void a_quiet_client_stays_while_its_connection_lives() throws Exception {
        try (var quiet = identified("quiet")) {
            quiet.say("join CH_0001");
            assertThat(quiet.next()).contains("joined quiet");
            // Somebody who came later and gives no sign of life either has been given up meanwhile.
            try (var silent = new Person(server.port(), StockServer.SECRET, "silent")) {
                assertThat(silent.awaitClose()).isPositive();
            }
            quiet.say("leave");
            assertThat(quiet.next()).contains("idle");
            assertThat(quiet.next()).contains("left quiet");
        }
    }

    @Test
    void a_holder_keeps_the_floor_without_typing() throws Exception {
        try (var holder = identified("holder");
                var mute = new Person(server.port(), StockServer.SECRET, "mute")) {
            holder.say("join CH_0001");
            assertThat(holder.next()).contains("joined holder");
            assertThat(holder.next()).contains("idle");
            holder.say("request");
            assertThat(holder.next()).contains("granted 30");
            // Somebody who has a floor after it, and shows no life, loses that meanwhile.
            mute.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0003\",\"ssrc\":1}}");
            mute.await("\"op\":200,");
            mute.send("{\"op\":30,\"d\":{\"channel_id\":\"CH_0003\"}}");
            mute.await("ping_timeout");
            holder.say("release");
            assertThat(holder.next()).contains("idle");
        }
    }

    @Test
    void a_user_who_comes_again_ends_the_older_connection() throws Exception {
        try (var older = identified("twin")) {
            older.say("join CH_0001");
            assertThat(older.next()).contains("joined twin");
            assertThat(older.next()).contains("idle");
            try (var newer = identified("twin")) {
                newer.say("join CH_0001");
                assertThat(newer.next()).contains("joined twin");
                assertThat(older.next().orElseThrow()).startsWith("error 1005 ");
                assertThat(older.next()).isEmpty();
            }
        }
    }

    @Test
    void a_line_that_is_too_long_ends_the_connection() throws Exception {
        try (var wordy = identified("wordy")) {
            wordy.write("join " + "x".repeat(600));
            assertThat(wordy.next()).contains("error 1004 a line has at most 512 bytes");
            assertThat(wordy.next()).isEmpty();
        }
    }

    @Test
    void who_does_not_say_hello_in_time_is_cut_off_however_the_bytes_drip() throws Exception {
        try (var dripping = Lines.socket(port())) {
            for (int i = 0; i < 5; i++) {
                dripping.write("h");
                Thread.sleep(300);
            }
            assertThat(dripping.next()).contains("error 1000 you did not say hello in time");
            assertThat(dripping.next()).isEmpty();
        }
    }

    @Test
    void a_wrong_token_lets_nobody_in() throws Exception {
        try (var guesser = Lines.socket(port())) {
            guesser.say("hello guesser changeme");
            assertThat(guesser.next().orElseThrow()).startsWith("error 1001 ");
            guesser.say("join CH_0001");
            assertThat(guesser.next()).contains("error 1000 say hello USER TOKEN first");
        }
    }

    @Test
    void what_is_no_command_is_an_error_and_no_end() throws Exception {
        try (var typist = identified("typist")) {
            for (String wrong : List.of("", "hello", "hello a b c", "join", "JOIN CH_0001", "\u0000\u0007")) {
                typist.say(wrong);
                assertThat(typist.next().orElseThrow()).startsWith("error 1003 ");
            }
            typist.say("request");
            assertThat(typist.next()).contains("error 2004 join CHANNEL first");
            typist.say("join nowhere");
            assertThat(typist.next().orElseThrow()).startsWith("error 2000 ");
        }
    }

    @Test
    void a_network_has_so_many_connections_and_no_more() throws Exception {
        List<Lines> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                crowd.add(Lines.socket(port()));
            }
            try (var oneMore = Lines.socket(port())) {
                assertThat(oneMore.next()).contains("error 1006 too many connections of your network");
                assertThat(oneMore.next()).isEmpty();
            }
        } finally {
            crowd.forEach(Lines::close);
        }
        // Places come back.
        Optional<String> answer = Optional.of("error 1006");
        for (int i = 0; i < 50 && answer.orElse("error 1006").startsWith("error 1006"); i++) {
            Thread.sleep(100);
            try (var later = Lines.socket(port())) {
                later.write("release\n");
                answer = later.next();
            }
        }
        assertThat(answer).contains("error 1000 say hello USER TOKEN first");
    }

    @Test
    void a_client_that_never_reads_is_cut_off_and_slows_nobody() throws Exception {
        String name = "n".repeat(64);
        try (var deaf = new Socket();
                var talker = new Person(server.port(), StockServer.SECRET, name)) {
            deaf.setReceiveBufferSize(4096);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            send(deaf, "hello deaf %s\njoin CH_0003\n".formatted(StockServer.SECRET));
            talker.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0003\",\"ssrc\":1}}");
            talker.await("\"op\":200,");
            talker.send("{\"op\":30,\"d\":{\"channel_id\":\"CH_0003\"}}");
            for (int i = 0; i < TURNS; i++) {
                talker.send("{\"op\":30,\"d\":{\"channel_id\":\"CH_0003\"}}");
                talker.send("{\"op\":31,\"d\":{\"channel_id\":\"CH_0003\"}}");
            }
            String gone = "\"event\":\"leave\",\"channel_id\":\"CH_0003\",\"member\":{\"user_id\":\"deaf\"";
            assertThat(talker.await(gone)).contains("\"op\":100,");
        }
    }

    @Test
    void clients_are_told_that_the_server_stops() throws Exception {
        var stopping = kit.startWithGateway(SURROUNDINGS);
        try (var client = Lines.socket(port(stopping))) {
            client.say("hello last " + StockServer.SECRET);
            client.say("join CH_0001");
            assertThat(client.next()).contains("joined last");
            assertThat(client.next()).contains("idle");
            stopping.close();
            assertThat(client.next()).contains("error 9001 the server is stopping");
            assertThat(client.next()).isEmpty();
        } finally {
            stopping.close();
        }
    }

    private static Lines identified(String user) throws IOException {
        var lines = Lines.socket(port());
        lines.say("hello %s %s".formatted(user, StockServer.SECRET));
        return lines;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
