package org.livechat.api.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a", " a ", "무전기", "\uD83D\uDCFB", "e\u0301", "مرحبا", "नमस्ते", "\u200Ba", "-", "\uE000", "ﾠ."})
    void shows(String text) {
        assertThat(VisibleText.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\n",
                "\u00A0",
                "\u3000",
                "\u200B",
                "\u2060\u200D",
                "\uFEFF",
                "\u00AD",
                "\u2028",
                "\u202E",
                "\u3164",
                "\u115F\u1160",
                "\uFFA0",
                "\u2800",
                "\u034F",
                "\uFE0F",
                "\u0301",
                "\uDB40\uDC41"
            })
    void shows_nothing(String text) {
        assertThat(VisibleText.isIn(text)).isFalse();
    }
}
