package org.livechat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class HarmlessTextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x0A, 0x1B, 0x7F, 0x80, 0x9B, 0x9F, 0x61C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E,
                0x2066, 0x2069
            })
    void what_drives_a_terminal_is_not_printed_and_stays_in_json(int character) {
        String text = "a" + Character.toString(character) + "b";
        assertThat(HarmlessText.of(text)).isEqualTo("a\uFFFDb");
        String json = JsonMapper.shared().writeValueAsString(text);
        assertThat(HarmlessText.json(json)).doesNotContain(Character.toString(character));
        assertThat(JsonMapper.shared().readTree(HarmlessText.json(json)).stringValue())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "무전기 \uD83D\uDCFB", "مرحبا", "n\u0303", "\u200D"})
    void what_people_write_is_printed(String text) {
        assertThat(HarmlessText.of(text)).isEqualTo(text);
        assertThat(HarmlessText.json(text)).isEqualTo(text);
    }
}
