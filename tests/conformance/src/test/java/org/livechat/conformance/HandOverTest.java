package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.tools.LcAdmin;
import tools.jackson.databind.JsonNode;

/** What was said, handed over by {@code lcadmin recordings}: a table, and one file that real ffmpeg makes and plays. */
@Timeout(120)
class HandOverTest {
    private static final Path FFMPEG = Path.of("/usr/bin/ffmpeg");
    private static final int RATE = 48_000;
    private static final String FORMULA = "=SUM(A1),x";

    @TempDir
    private static Path folder;

    private static final TimeZone ZONE = TimeZone.getDefault();

    private static WholeServer server;
    private static JsonNode first;
    private static JsonNode second;

    @BeforeAll
    static void record() throws Exception {
        // Where it is noon, so that no day ends between two recordings.
        int hour = Instant.now().atOffset(ZoneOffset.UTC).getHour();
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.ofHours(12 - hour)));
        server = new WholeServer(Map.of(
                "parts.store", "sqlite",
                "data", folder.resolve("data").toString(),
                "access.authenticators", "secret"));
        String one = Recorded.said(server, "ann", "tour", "0801");
        // The frames of a second come at once: the second voice is behind the first one nevertheless.
        long over = System.currentTimeMillis() + 1500;
        while (System.currentTimeMillis() < over) {
            Thread.onSpinWait();
        }
        Recorded.said(server, FORMULA, "tour");
        JsonNode listed = server.look("/admin/recordings?channel=tour").get("recordings");
        first = listed.get(1);
        second = listed.get(0);
        assertThat(first.get("id").stringValue()).isEqualTo(one);
    }

    @AfterAll
    static void stop() {
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            TimeZone.setDefault(ZONE);
        }
    }

    private record Ran(int exitCode, String out, String err) {}

    private static Ran lcadmin(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("--port", Integer.toString(server.port()), "--token", WholeServer.ADMIN, "recordings"));
        all.addAll(List.of(arguments));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = LcAdmin.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Ran(exitCode, out.toString(), err.toString());
    }

    @Test
    void a_day_is_a_table_in_the_order_of_time_whose_names_are_no_formulas() {
        String day = Instant.ofEpochMilli(first.get("started_at").longValue())
                .atZone(ZoneId.systemDefault())
                .toLocalDate()
                .toString();
        Ran ran = lcadmin("list", "--day", day, "--csv", "--channel", "tour");
        assertThat(ran.err()).isEmpty();
        String[] lines = ran.out().split("\r\n", -1);
        assertThat(lines).hasSize(4);
        assertThat(lines[0])
                .isEqualTo("number,id,channel_id,user_id,indicator,started_at,length_ms,bytes,sha256,note,deleted_at");
        assertThat(lines[1])
                .isEqualTo("%d,%s,tour,ann,normal,%s,993,%d,%s,,"
                        .formatted(
                                first.get("number").longValue(),
                                first.get("id").stringValue(),
                                Instant.ofEpochMilli(first.get("started_at").longValue()),
                                first.get("bytes").longValue(),
                                first.get("sha256").stringValue()));
        assertThat(lines[2]).contains(",tour,\"'=SUM(A1),x\",normal,");
        assertThat(lines[3]).isEmpty();

        JsonNode json = TestClient.json(lcadmin("list", "--day", day, "--json").out());
        assertThat(json.get("recordings")).hasSize(2);
        assertThat(json.at("/recordings/1/user_id").stringValue()).isEqualTo(FORMULA);
        assertThat(lcadmin("list", "--day", LocalDate.parse(day).minusDays(1).toString(), "--csv")
                        .out()
                        .lines())
                .hasSize(1);
        assertThat(lcadmin("list", "--day", day, "--limit", "3").err())
                .isEqualTo("lcadmin: --day is all of a day, and goes without --from, --to, --before and --limit\n");
        assertThat(lcadmin("list", "--from", "yesterday").exitCode()).isEqualTo(2);
        assertThat(lcadmin("list", "--from", "yesterday").err()).contains("'yesterday' is no moment here");
    }

    @Test
    void what_narrows_nothing_is_refused() {
        for (String day : List.of("2026-13-01", "tomorrow", "1.12.2026")) {
            Ran ran = lcadmin("list", "--day", day);
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("'" + day + "' is no day such as 2026-11-30\n");
        }
        for (String limit : List.of("0", "101", "-1")) {
            assertThat(lcadmin("list", "--limit", limit))
                    .isEqualTo(new Ran(1, "", "lcadmin: limit has to be a whole number from 1 to 100\n"));
        }
        assertThat(lcadmin("list", "--user", ""))
                .isEqualTo(new Ran(1, "", "lcadmin: the query has user without a value; leave it out for all\n"));
    }

    @Test
    void a_query_that_says_a_key_twice_is_refused() throws Exception {
        assertThat(server.admin("GET", "/admin/recordings?channel=tour&channel=other", "", 400)
                        .get("error")
                        .stringValue())
                .isEqualTo("the query has channel more than once");
    }

    @Test
    void a_file_that_has_no_folder_is_said_so() {
        requireFfmpeg();
        Path file = folder.resolve("nowhere/x.ogg");
        String problem = "lcadmin: there is no folder " + file.getParent() + " for the file x.ogg\n";
        assertThat(lcadmin("get", first.get("id").stringValue(), file.toString()))
                .isEqualTo(new Ran(2, "", problem));
        assertThat(lcadmin("export", "--channel", "tour", "--from", "0", "--to", "1000", file.toString()))
                .isEqualTo(new Ran(2, "", problem));
    }

    @Test
    void one_file_has_each_voice_at_its_time() throws Exception {
        requireFfmpeg();
        tone(first, 440);
        tone(second, 660);
        long from = first.get("started_at").longValue() - 2000;
        long apart =
                second.get("started_at").longValue() - first.get("started_at").longValue();
        Path file = folder.resolve("tour.wav");
        Ran ran = lcadmin(
                "export",
                "--channel",
                "tour",
                "--from",
                Long.toString(from),
                "--to",
                Long.toString(from + apart + 4000),
                file.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("2 recordings are in " + file);
        ShortBuffer sound = decoded(file, "0:a:0");
        assertThat(sound.remaining()).isEqualTo((int) (apart + 4000) * (RATE / 1000));
        assertThat(hertz(sound, 0, 1990)).isZero();
        assertThat(hertz(sound, 2050, 2950)).isBetween(435.0, 445.0);
        assertThat(hertz(sound, 2000 + apart + 50, 2950 + apart)).isBetween(655.0, 665.0);
        assertThat(hertz(sound, 3010 + apart, 3990 + apart)).isZero();

        // Begins in the middle of the first one; a track of its own for each.
        Path tracks = folder.resolve("tour.mka");
        ran = lcadmin(
                "export",
                "--channel",
                "tour",
                "--tracks",
                "--from",
                Long.toString(from + 2500),
                "--to",
                Instant.ofEpochMilli(from + apart + 4000).toString(),
                tracks.toString());
        assertThat(ran.err()).isEmpty();
        ShortBuffer ann = decoded(tracks, "0:a:0");
        assertThat(hertz(ann, 50, 450)).isBetween(435.0, 445.0);
        assertThat(hertz(ann, 600, 3000)).isZero();
        ShortBuffer other = decoded(tracks, "0:a:1");
        assertThat(hertz(other, apart - 500 + 50, apart + 400)).isBetween(655.0, 665.0);
        assertThat(hertz(other, 0, apart - 600)).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith(".export"));
        }
    }

    @Test
    void one_that_cannot_be_read_is_named_and_the_others_are_there_for_who_has_made_the_file() throws Exception {
        requireFfmpeg();
        tone(first, 440);
        Files.writeString(fileOf(second), "this is no recording");
        long from = first.get("started_at").longValue();
        Path file = folder.resolve("rest.wav");
        Ran ran = lcadmin(
                "export", "--channel", "tour", "--from", "" + from, "--to", "" + (from + 60_000), file.toString());
        assertThat(ran.out()).startsWith("1 recording is in " + file);
        assertThat(ran.err())
                .startsWith("lcadmin: left out, since they cannot be read: "
                        + second.get("id").stringValue() + " (ffmpeg failed: ");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(hertz(decoded(file, "0:a:0"), 50, 950)).isBetween(435.0, 445.0);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void what_keeps_an_export_from_being_made_is_said_in_a_line() throws Exception {
        requireFfmpeg();
        String[] span = {"export", "--channel", "tour", "--from", "2026-11-30T20:00Z", "--to", "2026-11-30T21:00Z"};
        Path file = folder.resolve("none.ogg");
        assertThat(lcadmin(with(span, file.toString(), "--ffmpeg", "/nowhere/ffmpeg")))
                .isEqualTo(new Ran(
                        2,
                        "",
                        "lcadmin: an export needs the program ffmpeg, and there is no '/nowhere/ffmpeg' on this machine:"
                                + " install it, or say where it is by --ffmpeg FILE\n"));
        span[4] = "1000";
        span[6] = "2000";
        assertThat(lcadmin(with(span, file.toString())).err()).startsWith("lcadmin: nothing was recorded in tour from");
        assertThat(lcadmin(with(span, folder.resolve("no-format").toString())).err())
                .contains("has to end in a format, such as .ogg");
        for (String format : List.of(".xyz", ".png")) {
            Path other = folder.resolve("tour" + format);
            assertThat(lcadmin(with(span, other.toString())))
                    .isEqualTo(new Ran(
                            2,
                            "",
                            "lcadmin: FILE is %s, and ffmpeg makes no file of sound whose name ends in %s: take .ogg, .opus, .wav, .mp3, .m4a or .mka%n"
                                    .formatted(other, format)));
        }
        Path oneTrack = folder.resolve("tour.wav");
        assertThat(lcadmin(with(span, oneTrack.toString(), "--tracks")))
                .isEqualTo(new Ran(
                        2,
                        "",
                        "lcadmin: FILE is " + oneTrack
                                + ", and a file of .wav has one track: take .mka, or leave --tracks out\n"));
        Files.createFile(file);
        assertThat(lcadmin(with(span, file.toString())).err()).contains("there is a file", "choose another name");
        span[6] = "1000";
        assertThat(lcadmin(with(span, folder.resolve("new.ogg").toString())).err())
                .contains("--to has to be later than --from, by 24 hours at most");
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    private static void requireFfmpeg() {
        assumeTrue(Files.isExecutable(FFMPEG), "skipped: /usr/bin/ffmpeg is not there (apt-get install ffmpeg)");
    }

    /** Puts a tone in the place of what was recorded. */
    private static void tone(JsonNode recording, int hertz) throws Exception {
        Path tone = folder.resolve(hertz + ".ogg");
        ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=" + hertz + ":sample_rate=48000:duration=1",
                "-c:a",
                "libopus",
                tone.toString());
        Files.move(tone, fileOf(recording), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path fileOf(JsonNode recording) {
        return folder.resolve("data/recordings/tour/" + recording.get("id").stringValue() + ".ogg");
    }

    private static ShortBuffer decoded(Path file, String stream) throws Exception {
        Path raw = folder.resolve("decoded.raw");
        ffmpeg("-i", file.toString(), "-map", stream, "-f", "s16le", "-ac", "1", "-ar", "48000", raw.toString());
        return ByteBuffer.wrap(Files.readAllBytes(raw))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
    }

    private static void ffmpeg(String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(FFMPEG.toString(), "-hide_banner", "-loglevel", "error", "-y"), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(command.toString()).isZero();
    }

    /** How often a second it goes from below zero to above, between two times in ms; 0 where it is all but silent. */
    private static double hertz(ShortBuffer sound, long from, long to) {
        int rises = 0;
        int loudest = 0;
        for (int i = (int) from * (RATE / 1000) + 1; i < to * (RATE / 1000); i++) {
            loudest = Math.max(loudest, Math.abs(sound.get(i)));
            rises += sound.get(i - 1) < 0 && sound.get(i) >= 0 ? 1 : 0;
        }
        return loudest < 100 ? 0 : rises * 1000.0 / (to - from);
    }
}
