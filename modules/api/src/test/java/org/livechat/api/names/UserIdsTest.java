package org.livechat.api.names;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.RequestRefused;

class UserIdsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "Ann B. 7",
                "무전기",
                "田中",
                "مرحبا",
                "नमस्ते",
                "caf\u00E9",
                "a/b@c.example",
                "\uD83D\uDCFB",
                "\u2764",
                "1\u20E3",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "\uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDE92"
            })
    void ids_that_can_be_read_are_taken(String userId) {
        assertThatCode(() -> UserIds.requireSound(userId)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "an\u200Bn",
                "an\u200Cn",
                "an\u200Dn",
                "ann\u2060",
                "\uFEFFann",
                "ann\u200E",
                "an\u00ADn",
                "ann\u034F",
                "ann\uFE0F",
                "\u2764\uFE0F",
                "\u2764\uFE0E",
                "\uD83D\uDE00\uFE0F",
                "1\uFE0F\u20E3",
                "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
                "ann\uDB40\uDD00",
                "ann\uDB40\uDC61",
                "ann\u3164",
                "ann\u2800",
                "ann\uE000",
                "ann\u0378",
                "ann\uFFFF",
                "an\u2028n",
                "\uD83D\uDCFB\u200D"
            })
    void what_nobody_sees_is_refused_and_named(String userId) {
        assertThatThrownBy(() -> UserIds.requireSound(userId))
                .isInstanceOf(RequestRefused.class)
                .extracting(e -> ((RequestRefused) e).reason())
                .asString()
                .matches("a user id may not have U\\+[0-9A-F]{4,5}, which nobody sees or Unicode does not have");
    }

    @ParameterizedTest
    @CsvSource({
        "\uFF41nn, ann",
        "e\u0301, \u00E9",
        "\u1112\u1161\u11AB, \uD55C",
        "\uFB01n, fin",
        "a\u00A0b, a b",
        "a\u3000b, a b",
        "\uFF76, \u30AB",
        "ann\u00B2, ann2"
    })
    void two_spellings_of_one_id_are_one(String userId, String normal) {
        assertThatThrownBy(() -> UserIds.requireSound(userId))
                .hasMessageContaining("has to be in Unicode's form NFKC, in which this one is " + normal);
        assertThatCode(() -> UserIds.requireSound(normal)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ann", "ann ", "an  n", "\u00A0ann", "\u0301ann", "\u0301", "system", ".", "..", ""})
    void blanks_at_the_ends_lone_marks_and_names_of_others_are_refused(String userId) {
        assertThatThrownBy(() -> UserIds.requireSound(userId)).isInstanceOf(RequestRefused.class);
    }
}
