package org.livechat.server.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment and the command line say about single keys. The key {@code http.port} is overridden by the
 * variable {@code LIVECHAT_HTTP_PORT}, and that by the option.
 */
public final class Overrides {
    private static final String PREFIX = "LIVECHAT_";

    private final Map<String, String> environment;
    private final Map<String, Value> options = new HashMap<>();

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
        options.put(path, new Value(text, origin));
        return this;
    }

    Optional<Value> of(String path) {
        Value option = options.get(path);
        if (option != null) {
            return Optional.of(option);
        }
        String variable = variable(path);
        return Optional.ofNullable(environment.get(variable))
                .map(text -> new Value(text, "environment variable " + variable));
    }

    /** Refuses options for keys that nobody asked about. */
    void refuseUnknown(KnownKeys known) {
        options.forEach((path, value) -> {
            if (!known.contains(path)) {
                throw known.unknown(value.origin(), path);
            }
        });
    }

    private static String variable(String path) {
        return PREFIX + path.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
