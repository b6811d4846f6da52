package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client was told is done is there after the server was killed (SIGKILL) in the middle of it. */
class KeptTest {
    private static final int KILLS = 10;
    private static final int CREATIONS = 100;
    private static final int MESSAGES = 100;
    private static final int BURSTS = 5;
    private static final int UNDER_WAY = 30;
    private static final String CHANNEL = "CH_0001";

    private static final Pattern CREATED = Pattern.compile("\"op\":10,\"data\":\\{\"channel_id\":\"(\\w+)\"");
    private static final Pattern POSTED = Pattern.compile("\"op\":101,\"d\":\\{\"message_id\":\"([\\w-]+)\"");
    private static final Pattern BURST = Pattern.compile("\"epoch\":(\\d+,\"sequence\":\\d+)");
    private static final Pattern MESSAGE = Pattern.compile("\"message_id\":\"([\\w-]+)\"");
    private static final Pattern BEFORE = Pattern.compile("\"before\":(\\d+)");

    /** Nobody is too fast, and nothing is deleted for its number. */
    private static final Map<String, String> SETTINGS = Map.of(
            "LIVECHAT_SIGNALING_FRAMES_PER_SECOND", "10000",
            "LIVECHAT_SIGNALING_FRAME_BURST", "10000",
            "LIVECHAT_CHANNELS_PER_CREATOR", "10000",
            "LIVECHAT_STORE_MESSAGES_PER_CHANNEL", "100000");

    private Installation installation;
    private Path folder;

    /** What clients were told. */
    private final Set<String> channels = new LinkedHashSet<>();

    private final Set<String> messages = new LinkedHashSet<>();
    private final Set<String> bursts = new LinkedHashSet<>();
    private int frequency;

    @BeforeEach
    void unpack() throws IOException {
        installation = Installation.unpack();
        folder = installation.folder("kept");
    }

    @AfterEach
    void remove() throws IOException {
        installation.close();
    }

    @Test
    @Timeout(300)
    void all_that_was_acknowledged_is_there_after_each_of_ten_kills() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            try (var server = ServerProcess.start(installation, folder, SETTINGS)) {
                assertAllThere(server);
                workUntilKilled(server, kill);
                assertSound(server);
            }
        }
        try (var server = ServerProcess.start(installation, folder, SETTINGS)) {
            assertAllThere(server);
            assertThat(channels).hasSizeGreaterThanOrEqualTo(KILLS * CREATIONS);
            assertThat(messages).hasSizeGreaterThanOrEqualTo(KILLS * MESSAGES);
            assertThat(bursts).hasSizeGreaterThanOrEqualTo(KILLS * BURSTS);
            System.out.printf(
                    "ten kills: %d channels, %d messages and %d bursts were acknowledged, and all are there%n",
                    channels.size(), messages.size(), bursts.size());
            // A copy reads every page of the file.
            Ran backup = lcadmin(server, "backup", "after");
            assertThat(backup)
                    .isEqualTo(new Ran(
                            0,
                            "on the server's machine: "
                                    + folder.resolve("data/backups/after").toRealPath() + "\n",
                            ""));
            assertSound(server);
        }
    }

    @Test
    @Timeout(120)
    void mutes_and_blocks_outlive_a_kill() throws Exception {
        Map<String, String> settings = Map.of();
        try (var server = ServerProcess.start(installation, folder, settings)) {
            for (String[] command : List.<String[]>of(
                    new String[] {"mute", CHANNEL, "ann"},
                    new String[] {"mute", CHANNEL, "ben"},
                    new String[] {"unmute", CHANNEL, "ben"},
                    new String[] {"block", "eve"},
                    new String[] {"block", "fay", "--for", "1h"},
                    new String[] {"block", "guy"},
                    new String[] {"unblock", "guy"})) {
                assertThat(lcadmin(server, command).exitCode())
                        .as(String.join(" ", command))
                        .isZero();
            }
            server.kill();
        }
        try (var server = ServerProcess.start(installation, folder, settings);
                var ann = new Person(server.port(), server.token(), "ann");
                var ben = new Person(server.port(), server.token(), "ben")) {
            ann.send("{\"op\":11,\"d\":{\"channel_id\":\"%s\",\"ssrc\":1}}".formatted(CHANNEL));
            ann.await("\"event\":\"mute\"");
            ben.send("{\"op\":11,\"d\":{\"channel_id\":\"%s\",\"ssrc\":2}}".formatted(CHANNEL));
            ben.send("{\"op\":30,\"d\":{\"channel_id\":\"%s\"}}".formatted(CHANNEL));
            ben.await("\"op\":50,");
            String blocks = lcadmin(server, "blocks", "--json").out();
            assertThat(blocks).contains("\"eve\"", "\"fay\"").doesNotContain("\"guy\"");
            try (var eve = Person.stranger(server.port())) {
                eve.identify("eve", server.token());
                assertThat(eve.await("\"op\":201,")).contains("\"code\":2002", "an operator has blocked you");
            }
        }
    }

    private void workUntilKilled(ServerProcess server, int round) throws Exception {
        try (var maker = new Clerk(server.port(), server.token(), "maker");
                var writer = new Clerk(server.port(), server.token(), "writer");
                var talker = new Clerk(server.port(), server.token(), "talker")) {
            for (Clerk member : List.of(writer, talker)) {
                member.send("{\"op\":11,\"d\":{\"channel_id\":\"%s\",\"ssrc\":1}}".formatted(CHANNEL));
                member.await(1, "\"op\":11,");
            }
            create(maker, round, CREATIONS);
            post(writer, MESSAGES);
            for (int i = 1; i <= BURSTS; i++) {
                talk(talker, i);
            }
            maker.await(CREATIONS, "\"op\":200,");
            writer.await(MESSAGES, "\"op\":101,");
            // The kill meets these.
            create(maker, round, UNDER_WAY);
            post(writer, UNDER_WAY);
            server.kill();
            for (Clerk each : List.of(maker, writer, talker)) {
                each.awaitEnd();
            }
            channels.addAll(maker.found(CREATED));
            messages.addAll(writer.found(POSTED));
            talker.packets().stream()
                    .filter(packet -> packet.contains("\"kind\":\"bursts\""))
                    .forEach(page -> bursts.addAll(all(BURST, page)));
        }
    }

    private void create(Clerk maker, int round, int count) {
        for (int i = 0; i < count; i++) {
            frequency++;
            maker.send("{\"op\":10,\"d\":{\"channel_id\":\"R%d_%d\",\"freq\":\"%04d\",\"channel_name\":\"kept\"}}"
                    .formatted(round, frequency, 100 + frequency));
        }
    }

    private static void post(Clerk writer, int count) {
        for (int i = 0; i < count; i++) {
            writer.send("{\"op\":20,\"d\":{\"channel_id\":\"%s\",\"content\":\"message %d\"}}".formatted(CHANNEL, i));
        }
    }

    private void talk(Clerk talker, int number) throws Exception {
        talker.send("{\"op\":30,\"d\":{\"channel_id\":\"%s\"}}".formatted(CHANNEL));
        talker.await(number, "\"op\":50,");
        talker.send("{\"op\":31,\"d\":{\"channel_id\":\"%s\"}}".formatted(CHANNEL));
        // Is told of once it is on disk, which nobody waits for.
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        int asked = 0;
        Set<String> told = new HashSet<>();
        while (told.size() < number) {
            assertThat(System.nanoTime()).isLessThan(limit);
            asked++;
            talker.send("{\"op\":21,\"id\":\"%d-%d\",\"d\":{\"channel_id\":\"%s\",\"kind\":\"bursts\",\"limit\":%d}}"
                    .formatted(number, asked, CHANNEL, number));
            talker.await(1, "\"id\":\"%d-%d\"".formatted(number, asked));
            told.clear();
            String page = talker.packets().getLast();
            all(BURST, page).stream().filter(burst -> !bursts.contains(burst)).forEach(told::add);
        }
    }

    private void assertAllThere(ServerProcess server) throws Exception {
        try (var reader = new Clerk(server.port(), server.token(), "reader")) {
            reader.send("{\"op\":11,\"d\":{\"channel_id\":\"%s\",\"ssrc\":1}}".formatted(CHANNEL));
            reader.send("{\"op\":15,\"id\":\"list\"}");
            reader.await(1, "\"id\":\"list\"");
            String list = reader.packets().getLast();
            assertThat(all(Pattern.compile("\"channel_id\":\"(\\w+)\""), list)).containsAll(channels);
            assertThat(history(reader, "messages", MESSAGE)).containsAll(messages);
            assertThat(history(reader, "bursts", BURST)).containsAll(bursts);
        }
    }

    private static Set<String> history(Clerk reader, String kind, Pattern entry) throws Exception {
        Set<String> found = new HashSet<>();
        String before = "";
        for (int page = 0; ; page++) {
            String id = "\"id\":\"" + kind + page + "\"";
            reader.send("{\"op\":21,%s,\"d\":{\"channel_id\":\"%s\",\"kind\":\"%s\",\"limit\":100%s}}"
                    .formatted(id, CHANNEL, kind, before));
            reader.await(1, id);
            String answer = reader.packets().getLast();
            found.addAll(all(entry, answer));
            Matcher more = BEFORE.matcher(answer);
            if (!more.find()) {
                return found;
            }
            before = ",\"before\":" + more.group(1);
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static void assertSound(ServerProcess server) {
        assertThat(server.output()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
    }

    private Ran lcadmin(ServerProcess server, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--port", Integer.toString(server.port())));
        all.addAll(List.of(arguments));
        return Ran.of(installation.command(folder, Map.of(), "lcadmin", all.toArray(String[]::new)));
    }
}
