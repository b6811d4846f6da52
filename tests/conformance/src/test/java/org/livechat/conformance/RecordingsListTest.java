package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.tools.LcAdmin;
import tools.jackson.databind.JsonNode;

/** {@code lcadmin recordings list} where there are more of them than a page of the server has. */
@Timeout(300)
class RecordingsListTest {
    /** A page has 100 at most, and 50 where nobody says how many. */
    private static final int BURSTS = 103;

    @TempDir
    private static Path folder;

    private static WholeServer server;

    @BeforeAll
    static void record() throws Exception {
        server = new WholeServer(Map.of(
                "parts.store", "sqlite",
                "data", folder.toString(),
                "signaling.frames_per_second", "1000"));
        server.admin(
                "POST",
                "/admin/channels",
                "{\"channel_id\":\"tour\",\"freq\":\"0801\",\"name\":\"tour\",\"record\":true}",
                201);
        server.member("hears", "tour");
        TestClient talker = server.identified("ann");
        try (Voice voice = Voice.join(talker, "tour")) {
            for (int i = 0; i < BURSTS; i++) {
                talker.channelRequest(30, "tour");
                talker.await(50);
                voice.speak();
                await("livechat_recorder_packets_total", i + 1);
                talker.channelRequest(31, "tour");
                talker.await(54);
            }
        }
        await("livechat_recorder_files_total", BURSTS);
        while (server.look("/admin/recordings?limit=1")
                        .at("/recordings/0/number")
                        .asLong(0)
                < BURSTS) {
            Thread.onSpinWait();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void await(String figure, double least) throws Exception {
        while (server.figure(figure, "") < least) {
            Thread.onSpinWait();
        }
    }

    private record Ran(int exitCode, String out, String err) {}

    private static Ran list(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("--port", Integer.toString(server.port()), "--token", WholeServer.ADMIN, "recordings", "list"));
        all.addAll(List.of(arguments));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = LcAdmin.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Ran(exitCode, out.toString(), err.toString());
    }

    /** The numbers in a table of comma-separated values, from the top. */
    private static Stream<Integer> numbers(Ran ran) {
        return ran.out().lines().skip(1).map(line -> Integer.valueOf(line.substring(0, line.indexOf(','))));
    }

    private static List<Integer> downFrom(int latest, int count) {
        return Stream.iterate(latest, number -> number - 1).limit(count).toList();
    }

    @Test
    void a_table_has_all_of_them_below_one_line_of_names() {
        Ran ran = list("--csv");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().lines().filter(line -> line.startsWith("number,id,")))
                .hasSize(1);
        assertThat(numbers(ran)).isEqualTo(downFrom(BURSTS, BURSTS));
        assertThat(numbers(list("--csv", "--channel", "tour", "--from", "2026-01-01", "--user", "ann")))
                .hasSize(BURSTS);
        assertThat(numbers(list("--csv", "--user", "nobody"))).isEmpty();
    }

    @Test
    void what_goes_not_together_is_refused() {
        assertThat(list("--csv", "--json"))
                .isEqualTo(new Ran(2, "", "lcadmin: --csv and --json are two forms of the same list: choose one\n"));
        for (String from : List.of("1970-01-01T00:00:01Z", "2000")) {
            assertThat(list("--from", from, "--to", "1000").err())
                    .startsWith("lcadmin: --to has to be later than --from: nothing begins from 1970-");
        }
        assertThat(list("--from", "1000", "--to", "1000").exitCode()).isEqualTo(2);
    }

    @Test
    void a_page_says_that_there_are_more_and_how_to_get_them() {
        String more = "there are more: --before %d lists those behind the last one, --day all of a day, and --csv"
                + " all without --limit and --before\n";
        Ran ran = list("--csv", "--limit", "2");
        assertThat(numbers(ran)).isEqualTo(downFrom(BURSTS, 2));
        assertThat(ran.err()).isEqualTo(more.formatted(BURSTS - 1));
        assertThat(ran.exitCode()).isZero();
        ran = list("--csv", "--limit", "2", "--before", Integer.toString(BURSTS - 1));
        assertThat(numbers(ran)).isEqualTo(downFrom(BURSTS - 2, 2));
        assertThat(list().err()).isEqualTo(more.formatted(BURSTS - 49));
        ran = list("--json");
        assertThat(ran.err()).isEqualTo(more.formatted(BURSTS - 49));
        JsonNode page = TestClient.json(ran.out());
        assertThat(page.get("recordings")).hasSize(50);
        assertThat(page.get("before").intValue()).isEqualTo(BURSTS - 49);
        assertThat(list("--csv", "--before", "3").err()).isEmpty();
    }
}
