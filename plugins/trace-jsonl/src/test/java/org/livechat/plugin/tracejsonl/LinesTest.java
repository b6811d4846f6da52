package org.livechat.plugin.tracejsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.livechat.api.trace.TraceDirection;
import org.livechat.api.trace.TraceEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a stranger writes is data in a line, and never a line, a control, or another direction of reading. */
class LinesTest {
    private static String line(TraceEvent event) {
        Lines lines = new Lines();
        lines.add(event);
        return text(lines);
    }

    private static String text(Lines lines) {
        return StandardCharsets.UTF_8.decode(lines.bytes()).toString();
    }

    @Test
    void a_line_has_the_keys_of_the_servers_stream_in_their_order() {
        assertThat(line(Events.of("ann", "CH_0001", "normal")))
                .isEqualTo(
                        "{\"ts\":1700000000123,\"dir\":\"in\",\"channel_id\":\"CH_0001\",\"user_id\":\"ann\",\"op\":30,"
                                + "\"op_name\":\"FLOOR_REQUEST\",\"summary\":\"normal\"}\n");
        assertThat(line(TraceEvent.system(7, Optional.empty(), Optional.empty(), "PLUGIN_LOADED", "x")))
                .isEqualTo("{\"ts\":7,\"dir\":\"sys\",\"channel_id\":null,\"user_id\":null,\"op\":0,"
                        + "\"op_name\":\"PLUGIN_LOADED\",\"summary\":\"x\"}\n");
    }

    @Test
    void unsound_characters_are_numbers() {
        String unsound =
                "\0\u001b[31m\u007f\u0085\u009b\u2028\u2029\u061c\u200e\u200f\u202a\u202e\u2066\u2069\n\r\t\"\\\ud800";
        String line = line(Events.of(unsound, "x", unsound));
        assertThat(line.strip())
                .doesNotContainPattern("[\\p{Cc}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
                .contains(
                        "\\u0000\\u001b[31m\\u007f\\u0085\\u009b\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a\\u202e\\u2066"
                                + "\\u2069\\n\\r\\t\\\"\\\\\\ud800\"");
        assertThat(JsonMapper.shared().readTree(line).path("user_id").asString())
                .isEqualTo(unsound);
    }

    @Test
    void other_scripts_are_readable() {
        String people = "안나 Zoë שלום 👩‍🚒";
        String line = line(Events.of(people, "x", people));
        assertThat(line).contains("\"user_id\":\"" + people + "\"");
    }

    @Test
    void any_text_comes_back_as_it_was() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            String text = random.ints(random.nextInt(60), 0, 0x3000)
                    .mapToObj(Character::toString)
                    .reduce("", String::concat);
            String line = line(Events.of(text, "x", text));
            assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
            assertThat(JsonMapper.shared().readTree(line).path("summary").asString())
                    .isEqualTo(text);
        }
    }

    @Test
    void a_long_text_is_cut_and_says_so() {
        String longest = "\ud83d\udcfb".repeat(Lines.LONGEST_SUMMARY);
        JsonNode node = JsonMapper.shared().readTree(line(Events.of("u".repeat(1000), "x", longest)));
        assertThat(node.path("summary").asString())
                .isEqualTo("\ud83d\udcfb".repeat(Lines.LONGEST_SUMMARY / 2 - 1) + "\u2026");
        assertThat(node.path("user_id").asString()).isEqualTo("u".repeat(Lines.LONGEST_NAME - 1) + "\u2026");
        String worst = "\0".repeat(10_000);
        var event = new TraceEvent(
                Long.MIN_VALUE,
                TraceDirection.SYSTEM,
                Optional.of(worst),
                Optional.of(worst),
                Integer.MIN_VALUE,
                worst,
                worst);
        assertThat(line(event).length()).isLessThanOrEqualTo(Lines.LONGEST_LINE);
    }

    @Test
    void a_gap_is_an_event_of_the_stream_with_the_count_as_a_number() {
        Lines lines = new Lines();
        lines.addLost(12, 99);
        JsonNode node = JsonMapper.shared().readTree(text(lines));
        assertThat(node.path("lost").asInt()).isEqualTo(12);
        assertThat(node.path("op_name").asString()).isEqualTo("TRACE_LOST");
        assertThat(node.path("dir").asString()).isEqualTo("sys");
        assertThat(node.path("ts").asLong()).isEqualTo(99);
        assertThat(lines.events()).isZero();
    }
}
