package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.livechat.server.config.Overrides;
import org.livechat.server.kit.Blueprint;

/** Operators read of every key, and of none that is not there. */
class ConfigurationPagesTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_.]+)` \\| (.*?) \\| .+ \\|$");

    private final Map<String, String> effective = Blueprint.read(Optional.empty(), new Overrides(Map.of()), Path.of(""))
            .effective();

    @Test
    void the_page_for_operators_has_every_key_with_its_default() throws IOException {
        String page = Files.readString(Path.of("../../docs/operations.md"));
        String section = page.substring(page.indexOf("## Configuration"), page.indexOf("## Ports"));
        List<String> keys = section.lines()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .peek(row ->
                        assertThat(defaultOf(row.group(1))).as(row.group(1)).isEqualTo(row.group(2)))
                .map(row -> row.group(1))
                .toList();
        assertThat(keys).containsExactlyInAnyOrderElementsOf(effective.keySet());
    }

    /** As a page writes it; a key that has none, or one that is no single value, says so in words. */
    private String defaultOf(String key) {
        return switch (effective.getOrDefault(key, "no such key")) {
            case "" -> "none";
            case "(a list)" -> "four channels";
            case String text -> "`" + text + "`";
        };
    }
}
