package org.livechat.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/floor-clauses.md} against the tests that there are: a clause of TS 24.380 that applies has a test, by its name. */
class FloorClausesTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path PAGE = ROOT.resolve("docs/floor-clauses.md");

    /** The clauses of the server's machines and of what messages mean, one of which a page must not pass over. */
    private static final List<String> CLAUSES = List.of("""
            6.2 6.3.2.2 6.3.3 6.3.4.1 6.3.4.2.2 6.3.4.3.2 6.3.4.3.3 6.3.4.3.4 6.3.4.3.5 6.3.4.4.2 6.3.4.4.3 6.3.4.4.4
            6.3.4.4.5 6.3.4.4.6 6.3.4.4.7 6.3.4.4.8 6.3.4.4.9 6.3.4.4.10 6.3.4.5.2 6.3.4.5.3 6.3.4.5.4 6.3.4.5.5 6.3.4.5.6
            6.3.4.6 6.3.4.7 6.3.4.8 6.3.5.1 6.3.5.2 6.3.5.3.4 6.3.5.3.7 6.3.5.3.8 6.3.5.4.4 6.3.5.4.5 6.3.5.4.6 6.3.5.5
            6.3.5.6.2 6.3.5.6.3 6.3.5.7 6.3.5.8 6.3.5.9 6.3.5.10 6.3.6 6.4 6.5 8.1 8.2.2 8.2.3.2 8.2.3.3 8.2.3.4
            8.2.3.5 8.2.3.6 8.2.3.7 8.2.3.8 8.2.3.9 8.2.3.10 8.2.3.11 8.2.3.12 8.2.3.13 8.2.3.14 8.2.3.15 8.2.3.16
            8.2.3.17 8.2.3.18 8.2.4 8.2.5 8.2.6 8.2.6.2 8.2.7 8.2.8 8.2.9 8.2.10 8.2.10.2 8.2.11 8.2.12 8.2.13 8.3 8.4
            """.split("\\s+", -1)).stream()
            .filter(clause -> !clause.isEmpty())
            .toList();

    private static final Pattern ROW = Pattern.compile("\\| ([0-9]+(?:\\.[0-9]+)+) \\| .* \\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern METHOD =
            Pattern.compile("@(?:Test|ParameterizedTest|RepeatedTest)\\b.{0,9000}?\\bvoid (\\w+)\\(", Pattern.DOTALL);

    private record Row(String clause, String section, String line) {
        List<String> tests() {
            return TEST.matcher(line)
                    .results()
                    .map(match -> match.group(1) + "#" + match.group(2))
                    .toList();
        }

        boolean applies() {
            return !section.equals("Does not apply");
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(PAGE)) {
            section = line.startsWith("## ") ? line.substring(3) : section;
            var row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(row.group(1), section, line));
            }
        }
        return rows;
    }

    /** Every test method of this repository, by the simple name of its class. */
    private static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> tests = new HashMap<>();
        for (String part : List.of("modules", "tests", "plugins")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
                files.filter(file -> file.toString().contains("/src/test/"))
                        .filter(file -> file.toString().endsWith("Test.java"))
                        .forEach(file -> tests.computeIfAbsent(
                                        file.getFileName().toString().replace(".java", ""), _ -> new HashSet<>())
                                .addAll(methods(file)));
            }
        }
        return tests;
    }

    private static List<String> methods(Path file) {
        try {
            return METHOD.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_clause_that_applies_has_a_test_that_there_is() throws IOException {
        Map<String, Set<String>> tests = tests();
        for (Row row : rows()) {
            if (row.applies()) {
                assertThat(row.tests()).as("tests of clause " + row.clause()).isNotEmpty();
            }
            for (String test : row.tests()) {
                String[] parts = test.split("#", -1);
                assertThat(tests)
                        .as("the class of " + test + ", clause " + row.clause())
                        .containsKey(parts[0]);
                assertThat(tests.get(parts[0]))
                        .as(test + ", clause " + row.clause())
                        .contains(parts[1]);
            }
        }
    }

    @Test
    void no_clause_of_the_machines_is_passed_over_and_none_both_applies_and_does_not() throws IOException {
        List<Row> rows = rows();
        Set<String> applying = new HashSet<>();
        Set<String> others = new HashSet<>();
        rows.forEach(row -> (row.applies() ? applying : others).add(row.clause()));
        Set<String> all = new HashSet<>(applying);
        all.addAll(others);
        assertThat(all).containsAll(CLAUSES);
        assertThat(applying).doesNotContainAnyElementsOf(others);
    }
}
