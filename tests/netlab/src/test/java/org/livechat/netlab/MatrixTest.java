package org.livechat.netlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What is run in which order, what was run before, and how it is shown. */
class MatrixTest {
    @TempDir
    private Path folder;

    @Test
    void builds_take_turns_and_each_round_has_the_next_seed() {
        assertThat(settings("clean,up:loss=5", 30, Map.of()).runs())
                .extracting(run -> run.asked().name() + " " + run.build() + " " + run.round() + " " + run.seed())
                .startsWith("clean one 1 7", "clean two 1 7", "clean two 2 8", "clean one 2 8", "clean one 3 9")
                .hasSize(12);
    }

    @Test
    void what_an_interrupted_run_has_measured_is_not_measured_again() throws IOException {
        ResultFile file = new ResultFile(folder.resolve("results.jsonl"));
        List<Run> runs = settings("clean", 30, Map.of()).runs();
        Result measured = result(runs.getFirst(), "", 4);
        file.add(List.of(measured));
        assertThat(file.read()).containsExactly(measured);
        assertThat(runs.get(0).among(file.read())).containsExactly(measured);
        assertThat(runs.get(1).among(file.read())).isEmpty();
        assertThat(runs.get(2).among(file.read())).isEmpty();
    }

    @Test
    void what_was_measured_under_other_terms_is_measured_again() {
        List<Result> known =
                List.of(result(settings("clean", 30, Map.of()).runs().getFirst(), "", 4));
        assertThat(settings("clean", 20, Map.of()).runs().getFirst().among(known))
                .isEmpty();
        assertThat(settings("clean", 30, Map.of("A", Agent.FIREFOX))
                        .runs()
                        .getFirst()
                        .among(known))
                .isEmpty();
        assertThat(settings("clean", 30, LivechatPage.PLAIN, Map.of())
                        .runs()
                        .getFirst()
                        .among(known))
                .isEmpty();
        assertThat(settings("clean", 30, Map.of("four", Agent.FIREFOX))
                        .runs()
                        .getFirst()
                        .among(known))
                .hasSize(1);
    }

    @Test
    void a_conference_of_which_one_phase_is_there_is_measured_again() {
        Run run = settings("conference", 30, Map.of()).runs().getFirst();
        Result limited = result(run, "limited", 1);
        Result lifted = result(run, "lifted", 2);
        assertThat(run.among(List.of(limited))).isEmpty();
        assertThat(run.among(List.of(limited, lifted))).containsExactly(limited, lifted);
    }

    @Test
    void a_line_that_was_not_written_to_its_end_is_left_out_and_the_next_begins_a_new_one() throws IOException {
        Path path = folder.resolve("results.jsonl");
        Result result = result(settings("clean", 30, Map.of()).runs().getFirst(), "", 4);
        String line = JsonMapper.shared().writeValueAsString(result);
        Files.writeString(path, "{\"name\":\"of an older bench\"}\n" + line.substring(0, line.length() / 2));
        ResultFile file = new ResultFile(path);
        assertThat(file.read()).isEmpty();
        file.add(List.of(result));
        assertThat(file.read()).containsExactly(result);
    }

    @Test
    void the_table_has_builds_side_by_side_and_the_median_of_the_rounds() {
        List<Run> runs = settings("clean", 30, Map.of()).runs();
        List<Result> results = List.of(
                result(runs.get(0), "", 4),
                result(runs.get(1), "", 40),
                result(runs.get(2), "", 20),
                result(runs.get(3), "", 1),
                result(runs.get(4), "", 3));
        assertThat(Comparison.of(results))
                .contains("Medians of 2 to 3 rounds; load 2 to 2")
                .contains("| case | voice made up % | | frames/s | |")
                .contains("| | one | two | one | two |")
                .contains("| clean | 3.0 | 30.0 | 0.0 | 0.0 |")
                .endsWith("| - | - |\n");
    }

    @Test
    void a_conference_has_a_line_for_everybody_and_phase() {
        Run run = settings("conference", 30, Map.of()).runs().getFirst();
        assertThat(Comparison.of(List.of(result(run, "limited", 1), result(run, "lifted", 2))))
                .contains("| conference:rate=300 limited, A (bad network) | 0.0 |")
                .contains("| conference:rate=300 lifted, talker | 0.0 |");
    }

    @Test
    void a_browser_of_nobody_is_refused() {
        assertThatThrownBy(() -> settings("clean", 30, Map.of("C", Agent.FIREFOX)))
                .hasMessageContaining("C is none of the people: [talker, A, B] and [one, two, three, four]");
    }

    @Test
    void libwebrtc_by_itself_cannot_be_in_a_conference() {
        assertThat(settings("clean", 30, Map.of("A", Agent.LIBWEBRTC)).runs()).isNotEmpty();
        assertThatThrownBy(() -> settings("clean", 30, Map.of("two", Agent.LIBWEBRTC)))
                .hasMessageContaining("two has to talk and to hear")
                .hasMessageContaining("it can be one of [talker, A, B]");
    }

    private static Matrix.Settings settings(String cases, int seconds, Map<String, Agent> browsers) {
        return settings(cases, seconds, LivechatPage.CONSOLE, browsers);
    }

    private static Matrix.Settings settings(String cases, int seconds, LivechatPage page, Map<String, Agent> browsers) {
        Map<String, Path> builds = new LinkedHashMap<>();
        builds.put("one", Path.of("/one"));
        builds.put("two", Path.of("/two"));
        return new Matrix.Settings(
                Case.parseAll(cases), builds, 3, 7, seconds, "640x360@30", "320x240@15", page, browsers);
    }

    private static Result result(Run run, String phase, double concealed) {
        Samples nothing = Samples.of(
                JsonMapper.shared().readTree("[{\"at\": 0, \"inbound\": []}, {\"at\": 5000, \"inbound\": []}]"));
        Reception none = Reception.of(nothing);
        Reception heard = new Reception(
                5,
                OptionalDouble.of(concealed),
                none.silentPercent(),
                none.framesPerSecond(),
                0,
                0,
                none.nacks(),
                OptionalDouble.empty(),
                none.plis(),
                none.keyFrames(),
                none.packetsLost(),
                none.repaired(),
                none.voiceBufferMillis(),
                none.videoBufferMillis(),
                none.voiceKbitPerSecond(),
                none.videoKbitPerSecond(),
                none.width());
        Sending sent = new Sending(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(),
                List.of(1.0),
                OptionalDouble.of(640),
                "",
                OptionalDouble.empty(),
                OptionalDouble.empty());
        Result.Way way = Result.Way.of(LinkCounts.ZERO, 5);
        Map<String, Result.Person> people = new LinkedHashMap<>();
        people.put("talker", new Result.Person(Agent.CHROMIUM, none, sent, way, way));
        people.put("A", new Result.Person(Agent.FIREFOX, heard, sent, way, way));
        return run.result(phase, 2, "A", people);
    }
}
