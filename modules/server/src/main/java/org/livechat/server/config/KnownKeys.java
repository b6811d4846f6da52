package org.livechat.server.config;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All keys that the server asked for, with the values they came to: what is not here is unknown. */
final class KnownKeys {
    private static final int WORTH_SUGGESTING = 3;

    private final Map<String, String> effective = new LinkedHashMap<>();

    void note(String path, String text) {
        effective.put(path, text);
    }

    boolean contains(String path) {
        return effective.containsKey(path);
    }

    /** Every key with its value in effect, in the order of the configuration file. */
    Map<String, String> effective() {
        return Collections.unmodifiableMap(effective);
    }

    ConfigurationException unknown(String origin, String path) {
        String suggestion =
                nearest(path).map(near -> "; did you mean " + near + "?").orElse("");
        return new ConfigurationException("%s: unknown key %s%s".formatted(origin, path, suggestion));
    }

    /** The one of these that is most like a misspelt name, if any is like it. */
    static Optional<String> nearest(Stream<String> names, String misspelt) {
        return names.filter(name -> distance(name, misspelt) <= WORTH_SUGGESTING)
                .min(Comparator.comparingInt(name -> distance(name, misspelt)));
    }

    private Optional<String> nearest(String path) {
        return nearest(keysAndSections(), path).or(() -> ofAnotherSection(path));
    }

    private Stream<String> keysAndSections() {
        return effective.keySet().stream()
                .flatMap(key -> Stream.iterate(key, part -> !part.isEmpty(), KnownKeys::section))
                .distinct();
    }

    private static String section(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('.')));
    }

    // The right name at the wrong place.
    private Optional<String> ofAnotherSection(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return effective.keySet().stream()
                .filter(known -> known.endsWith("." + name))
                .findFirst();
    }

    // Levenshtein, one row at a time.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
