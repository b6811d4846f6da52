package org.livechat.server.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path of a key in one word, as options have it, is refused in a file: nobody would find its value there. */
class DottedKeyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.port: 9000                 | f:1: http.port has to be written as port below a line http:
            http.tls.key: x                 | f:1: http.tls.key has to be written as key below a line http: tls:
            'http:\\n  tls.key: x'          | f:2: http.tls.key has to be written as key below a line tls:
            """)
    void it_is_refused_with_the_lines_to_write(String yaml, String message) {
        YamlMapping root = YamlFile.parse("f", yaml.replace("\\n", "\n"));
        var known = new KnownKeys(List.of("http.port", "http.tls.key"), (place, key, likely) -> false);

        assertThatThrownBy(() -> root.refuseUnknown(known)).hasMessage(message);
    }
}
