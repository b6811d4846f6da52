package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.tools.LcAdmin;
import tools.jackson.databind.JsonNode;

/** What {@code lcadmin recordings verify} says, and what others of its family say of small numbers. */
@Timeout(120)
class VerifyTest {
    @TempDir
    Path data;

    private record Ran(int exitCode, String out, String err) {}

    private static Ran lcadmin(WholeServer server, String... arguments) {
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

    private WholeServer start() throws Exception {
        return new WholeServer(Map.of("parts.store", "sqlite", "data", data.toString()));
    }

    @Test
    void each_problem_is_a_line_and_the_error_says_how_many_there_are() throws Exception {
        try (WholeServer server = start()) {
            assertThat(lcadmin(server, "verify"))
                    .isEqualTo(new Ran(0, "there are no recordings in the register\n", ""));
            Path stranger = Files.createDirectories(data.resolve("recordings/other"))
                    .resolve("20260101-000000000-0011223344556677.ogg");
            Files.createFile(stranger);
            String putIn = "the file other/" + stranger.getFileName() + " has no row: it was put in\n";
            assertThat(lcadmin(server, "verify"))
                    .isEqualTo(new Ran(1, putIn, "lcadmin: 1 problem; there are no recordings in the register\n"));
            Files.delete(stranger);

            String id = Recorded.said(server, "ann", "tour", "0801");
            Path file = data.resolve("recordings/tour/" + id + ".ogg");
            while (!Files.exists(file)) {
                Thread.onSpinWait();
            }
            Ran sound = lcadmin(server, "verify");
            String head = sound.out().strip().replaceAll(".* ", "");
            assertThat(sound)
                    .isEqualTo(new Ran(0, "1 row and 1 file are as they were written; head " + head + "\n", ""));

            Files.createFile(stranger);
            Files.writeString(file, "this is no recording");
            String changed = "the file of row 1 (%1$s) is not what was recorded: tour/%1$s.ogg\n".formatted(id);
            String sentence = "lcadmin: 2 problems in 1 row and 1 file; head " + head + "\n";
            assertThat(lcadmin(server, "verify")).isEqualTo(new Ran(1, changed + putIn, sentence));
            Ran asJson = lcadmin(server, "verify", "--json");
            assertThat(asJson.exitCode()).isEqualTo(1);
            assertThat(asJson.err()).isEqualTo(sentence);
            JsonNode result = TestClient.json(asJson.out());
            assertThat(result.get("rows").intValue()).isEqualTo(1);
            assertThat(result.get("head").stringValue()).isEqualTo(head);
            assertThat(result.at("/problems/0").stringValue() + "\n").isEqualTo(changed);
            assertThat(result.get("problems")).hasSize(2);
        }
    }

    @Test
    void what_is_wrong_with_a_number_or_a_silent_ffmpeg_is_said() throws Exception {
        try (WholeServer server = start()) {
            assertThat(lcadmin(server, "list", "--before", "-1"))
                    .isEqualTo(new Ran(
                            1, "", "lcadmin: before has to be a whole number from 0 on, of 18 digits at most\n"));
            assertThat(lcadmin(
                                    server,
                                    "export",
                                    "--channel",
                                    "tour",
                                    "--from",
                                    "0",
                                    "--to",
                                    "1000",
                                    "--ffmpeg",
                                    "false",
                                    data.resolve("x.ogg").toString())
                            .err())
                    .isEqualTo("lcadmin: ffmpeg failed with exit code 1 and said nothing\n");
        }
    }
}
