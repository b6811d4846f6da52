package org.livechat.server.config;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paths of all keys that were declared: what is not here is unknown. */
final class KnownKeys {
    private final Set<String> keys;
    private final UnknownSections tolerance;

    /** @param tolerance what is done about sections that nobody has declared */
    KnownKeys(Collection<String> keys, UnknownSections tolerance) {
        this.keys = new LinkedHashSet<>(keys);
        this.tolerance = tolerance;
    }

    boolean contains(String path) {
        return keys.contains(path);
    }

    /** Whether there are keys below a path. */
    boolean isSection(String path) {
        return keys.stream().anyMatch(key -> key.startsWith(path + "."));
    }

    /** @throws ConfigurationException unless the key is in a section that may be unknown */
    void refuse(String origin, String path) {
        if (!tolerance.tolerates(origin, path, nearest(path).isPresent())) {
            throw unknown(origin, path);
        }
    }

    private ConfigurationException unknown(String origin, String path) {
        return new ConfigurationException("%s: unknown key %s%s".formatted(origin, path, advice(path)));
    }

    // The right name in a section that nobody has is more likely to be of a part that is not there.
    private String advice(String path) {
        String hint = tolerance.hint(path);
        Optional<String> near =
                hint.isEmpty() || path.indexOf('.') < 0 ? nearest(path) : Nearest.of(keysAndSections(), path);
        return isSection(path)
                ? "; it is a section, whose keys are %s"
                        .formatted(keys.stream()
                                .filter(key -> key.startsWith(path + "."))
                                .sorted()
                                .collect(Collectors.joining(", ")))
                : near.map(key -> "; did you mean " + key + "?").orElse(hint);
    }

    private Optional<String> nearest(String path) {
        Optional<String> misspelt = Nearest.of(keysAndSections(), path);
        return path.indexOf('.') < 0
                ? ofAnotherSection(path).or(() -> misspelt)
                : misspelt.or(() -> ofAnotherSection(path));
    }

    private Stream<String> keysAndSections() {
        return keys.stream()
                .flatMap(key -> Stream.iterate(key, part -> !part.isEmpty(), KnownKeys::section))
                .distinct();
    }

    private static String section(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('.')));
    }

    // The right name at the wrong place.
    private Optional<String> ofAnotherSection(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return keys.stream().filter(known -> known.endsWith("." + name)).findFirst();
    }
}
