package org.livechat.server.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the environment and the command line say about single keys. The key {@code http.port} is overridden by the
 * variable {@code LIVECHAT_HTTP_PORT}, and that by the option.
 */
public final class Overrides {
    private static final String PREFIX = "LIVECHAT_";
    /** What others than the configuration read. */
    private static final Set<String> NO_KEYS = Set.of("LIVECHAT_SECRET", "LIVECHAT_ADMIN_TOKEN", "LIVECHAT_JAVA_OPTS");

    private final Map<String, String> environment;
    private final Map<String, List<Value>> options = new HashMap<>();

    public Overrides(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Overrides one key.
     *
     * @param path such as {@code http.port}
     * @param origin how an error names the place, such as {@code --port}
     */
    public Overrides set(String path, String text, String origin) {
        options.computeIfAbsent(path, _ -> new ArrayList<>()).add(new Value(text, origin));
        return this;
    }

    /** All that is said about a key, the last of which is in effect. */
    List<Value> of(String path) {
        String variable = variable(path);
        Stream<Value> inEnvironment = Optional.ofNullable(environment.get(variable)).stream()
                .map(text -> new Value(text, "environment variable " + variable));
        return Stream.concat(inEnvironment, options.getOrDefault(path, List.of()).stream())
                .toList();
    }

    /** Refuses options for keys that nobody asked about. */
    void refuseUnknown(KnownKeys known) {
        options.forEach((path, values) -> {
            if (!known.contains(path)) {
                known.refuse(values.getFirst().origin(), path);
            }
        });
    }

    /**
     * A sentence on each variable that is named like that of a key, and is that of none. No reason not to start: some systems
     * set such variables for their own ends.
     *
     * @param keys all that there are
     */
    public List<String> unknownVariables(Collection<String> keys) {
        Set<String> known = keys.stream().map(Overrides::variable).collect(Collectors.toCollection(TreeSet::new));
        return environment.keySet().stream()
                .filter(variable -> variable.startsWith(PREFIX))
                .filter(variable -> !known.contains(variable) && !NO_KEYS.contains(variable))
                .sorted()
                .map(variable -> "environment variable " + variable + " is not used: it is that of no key"
                        + Nearest.of(known.stream(), variable)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""))
                .toList();
    }

    private static String variable(String path) {
        return PREFIX + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
