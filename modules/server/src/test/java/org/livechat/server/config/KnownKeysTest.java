package org.livechat.server.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that nobody knows is refused with what was most likely meant. */
class KnownKeysTest {
    private static final List<String> KEYS =
            List.of("http.port", "http.host", "parts.required", "floor.turns.turn", "floor.short-turns.turn");

    /** Of sections other than these it says that their part may be gone. */
    private static final UnknownSections GONE = new UnknownSections() {
        @Override
        public boolean tolerates(String origin, String path, boolean isLikeAnother) {
            return false;
        }

        @Override
        public String hint(String path) {
            return path.matches("(http|parts|floor)\\b.*") ? "" : "; its part is gone";
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http.prot|; did you mean http.port?",
                "htpt|; did you mean http?",
                "port|; did you mean http.port?",
                "http.required|; did you mean parts.required?",
                "floor.short-turn.turn|; did you mean floor.short-turns.turn?",
                "http|; it is a section, whose keys are http.host, http.port",
                "line.port|; its part is gone",
                "line|; its part is gone",
                "http.nothing_like_it|``",
            })
    void what_was_meant_is_named(String key, String advice) {
        assertThatThrownBy(() -> new KnownKeys(KEYS, GONE).refuse("--set", key))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("--set: unknown key " + key + advice);
    }
}
