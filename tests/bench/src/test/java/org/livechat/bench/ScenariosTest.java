package org.livechat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every scenario against a server process of its own: all that was sent arrives, once, in order and authentic. */
@Timeout(150)
class ScenariosTest {
    @TempDir
    private Path temporary;

    @Test
    void fanout_delivers_all_and_tells_the_ratio_to_the_yardstick() throws Exception {
        JsonNode result = BenchRun.of(
                        "fanout",
                        "--listeners",
                        "10",
                        "--rate",
                        "100",
                        "--seconds",
                        "2",
                        "--warm-up",
                        "1",
                        "--rounds",
                        "2",
                        "--json")
                .json();
        assertThat(result.get("rounds")).hasSize(BenchRun.hasCompiler() ? 4 : 2);
        result.get("rounds").forEach(round -> assertSound(round, 10));
        JsonNode summary = result.get("summary");
        assertThat(summary.get("resident_bytes").asLong()).isPositive();
        assertThat(summary.get("latency_p99_us").asDouble()).isPositive();
        assertThat(summary.get("spread_p99_us").asDouble()).isPositive();
        assertThat(summary.has("ratio")).isEqualTo(BenchRun.hasCompiler());
        if (BenchRun.hasCompiler()) {
            assertThat(summary.get("ratio").asDouble()).isPositive();
        }
    }

    @Test
    void a_sweep_of_video_bursts_is_drawn_and_compared_with_itself() throws Exception {
        Path plot = temporary.resolve("sweep.svg");
        BenchRun run = BenchRun.of(
                "fanout",
                "--sweep",
                "listeners=2,4",
                "--plot",
                plot.toString(),
                "--video",
                "--cipher",
                "cm",
                "--size",
                "1100",
                "--rate",
                "160",
                "--burst",
                "8",
                "--yardstick-gso",
                "--seconds",
                "1",
                "--warm-up",
                "1",
                "--rounds",
                "1",
                "--json");
        JsonNode points = run.json().get("points");
        assertThat(points).hasSize(2);
        points.get(0).get("rounds").forEach(round -> assertSound(round, 2));
        points.get(1).get("rounds").forEach(round -> assertSound(round, 4));
        assertThat(plot).content().startsWith("<svg").contains("listeners", "CPU ns a delivered packet");
        Path file = Files.writeString(temporary.resolve("sweep.json"), run.out());
        BenchRun compared = BenchRun.lcbench("--compare", file.toString(), file.toString());
        assertThat(compared.exitCode()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("listeners = 2", "cpu_ns_per_delivered", "+0.0%");
    }

    @Test
    void of_many_channels_only_those_that_talk_are_heard() throws Exception {
        JsonNode result = BenchRun.of(
                        "channels",
                        "--channels",
                        "6",
                        "--listeners",
                        "3",
                        "--talking",
                        "50",
                        "--seconds",
                        "2",
                        "--warm-up",
                        "1",
                        "--json")
                .json();
        JsonNode round = result.get("rounds").get(0);
        assertSound(round, 3);
        assertThat(round.get("sent").asLong()).isBetween(250L, 350L);
    }

    @Test
    void a_conference_brings_everybody_to_everybody() throws Exception {
        JsonNode result = BenchRun.of("conference", "--members", "4", "--seconds", "2", "--warm-up", "1", "--json")
                .json();
        assertSound(result.get("rounds").get(0), 3);
    }

    @Test
    void a_storm_of_joins_connects_all_and_the_talker_is_heard_meanwhile() throws Exception {
        JsonNode summary = BenchRun.of("join", "--clients", "30", "--per-channel", "10", "--listeners", "3", "--json")
                .json()
                .get("summary");
        assertThat(summary.get("connected").asInt()).isEqualTo(30);
        assertThat(summary.get("failed").asInt()).isZero();
        assertThat(summary.get("time_to_media_us").get("p99").asDouble()).isPositive();
        assertThat(summary.get("talker_expected").asLong()).isPositive();
        assertThat(summary.get("talker_lost").asLong()).isZero();
    }

    @Test
    void the_floor_goes_round_and_idle_sessions_are_weighed() throws Exception {
        JsonNode floor = BenchRun.of("floor", "--members", "10", "--seconds", "1", "--warm-up", "1", "--json")
                .json()
                .get("summary");
        assertThat(floor.get("grants").asLong()).isGreaterThan(10);
        JsonNode idle = BenchRun.of("idle", "--sessions", "50", "--seconds", "1", "--json")
                .json()
                .get("summary");
        assertThat(idle.get("lost").asLong()).isZero();
        assertThat(idle.get("heap_bytes").asLong()).isPositive();
        assertThat(idle.get("resident_bytes").asLong()).isPositive();
    }

    @Test
    void what_is_recorded_is_heard_as_what_is_not_and_all_of_it_is_written() throws Exception {
        JsonNode summary = BenchRun.of(
                        "recorded",
                        "--channels",
                        "3",
                        "--listeners",
                        "2",
                        "--turn",
                        "2",
                        "--seconds",
                        "5",
                        "--warm-up",
                        "1",
                        "--json")
                .json()
                .get("summary");
        for (String kind : new String[] {"recorded", "unrecorded"}) {
            JsonNode of = summary.get(kind);
            assertThat(of.get("sent").asLong()).as("%s", summary).isBetween(300L, 800L);
            assertThat(of.get("heard").asLong())
                    .as("%s", summary)
                    .isEqualTo(of.get("sent").asLong() * 2);
            assertThat(of.get("lost").asLong()).as("%s", summary).isZero();
            assertThat(of.get("cpu_seconds").asDouble()).as("%s", summary).isPositive();
        }
        JsonNode recorded = summary.get("recorded");
        assertThat(recorded.get("taken").asLong())
                .as("with those of the warm-up: %s", summary)
                .isGreaterThanOrEqualTo(recorded.get("sent").asLong());
        assertThat(recorded.get("not_recorded").asLong()).as("%s", summary).isZero();
        assertThat(recorded.get("files").asLong()).as("%s", summary).isPositive();
        assertThat(recorded.get("rows_per_second").asDouble()).as("%s", summary).isPositive();
        assertThat(summary.get("unrecorded").get("taken").asLong())
                .as("%s", summary)
                .isZero();
        assertThat(summary.has("more_cpu_percent")).isTrue();
    }

    @Test
    void what_cannot_be_measured_is_said_in_a_line() throws Exception {
        BenchRun nobody = BenchRun.lcbench("fanout", "--port", "1", "--secret", "x");
        assertThat(nobody.exitCode()).isEqualTo(3);
        assertThat(nobody.err())
                .startsWith("lcbench: no server answers at ws://127.0.0.1:1/ws")
                .hasLineCount(1);
        BenchRun tooBig = BenchRun.lcbench("fanout", "--size", "5000", "--secret", "x");
        assertThat(tooBig.exitCode()).isEqualTo(2);
        assertThat(tooBig.err()).isEqualTo("lcbench: --size is 32 to 1200, not 5000\n");
        BenchRun unknown = BenchRun.lcbench("fanuot");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("fanuot").contains("Try: lcbench --help");
    }

    private static void assertSound(JsonNode round, int listeners) {
        assertThat(round.get("sent").asLong()).as("%s", round).isPositive();
        assertThat(round.get("expected").asLong())
                .as("%s", round)
                .isEqualTo(round.get("sent").asLong() * listeners);
        assertThat(round.get("delivered").asLong())
                .as("%s", round)
                .isEqualTo(round.get("expected").asLong());
        for (String none : new String[] {"lost", "reordered", "duplicates", "not_authentic", "send_failures"}) {
            assertThat(round.get(none).asLong()).as("%s of %s", none, round).isZero();
        }
        assertThat(round.get("authenticated").asLong()).as("%s", round).isPositive();
        assertThat(round.get("cpu_ns").asLong()).as("%s", round).isPositive();
        assertThat(round.get("latency_us").get("samples").asLong())
                .as("%s", round)
                .isPositive();
    }
}
