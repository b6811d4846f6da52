package org.livechat.server.access;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.livechat.api.Authenticator;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.server.config.AccessConfig;
import org.livechat.server.config.ConfigurationException;

/** Which authenticators the configuration has chosen. */
public final class Access {
    /** The shared secret. */
    public static final String SECRET = "secret";
    /** JSON Web Tokens. */
    public static final String JWT = "jwt";
    /** Names that no plug-in may take. */
    public static final List<String> BUILT_IN = List.of(SECRET, JWT);

    private Access() {}

    /**
     * The chosen ones as one, asked in their order.
     *
     * @param secret what clients present to the authenticator {@link #SECRET}
     * @param home what a relative key file is relative to
     * @throws ConfigurationException when one is unknown or its settings are wrong
     */
    public static Authenticator of(
            AccessConfig config, String secret, Collection<AuthenticatorProvider> plugins, Path home) {
        List<Authenticator> chosen = new ArrayList<>();
        for (String name : config.authenticators()) {
            chosen.add(
                    switch (name) {
                        case SECRET -> new SharedSecretAuthenticator(secret);
                        case JWT -> jwt(config.jwt(), home);
                        default -> ofPlugin(name, config, plugins);
                    });
        }
        return new AuthenticatorChain(chosen);
    }

    private static Authenticator jwt(AccessConfig.Jwt config, Path home) {
        Path keys = config.keys()
                .orElseThrow(() -> new ConfigurationException(
                        "access.jwt.keys is missing; access.authenticators names jwt, which needs a JWKS file"));
        try {
            return new JwtAuthenticator(
                    new JwtSettings(home.resolve(keys), config.issuer(), config.audience(), config.leeway()),
                    Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("access.jwt.keys: " + e.getMessage());
        }
    }

    private static Authenticator ofPlugin(String name, AccessConfig config, Collection<AuthenticatorProvider> plugins) {
        Optional<AuthenticatorProvider> provider = plugins.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (provider.isEmpty()) {
            var names = new TreeSet<>(BUILT_IN);
            plugins.forEach(plugin -> names.add(plugin.name()));
            throw new ConfigurationException("access.authenticators names '%s', but has to name one of %s"
                    .formatted(name, String.join(", ", names)));
        }
        try {
            return provider.get().create(config.settings().getOrDefault(name, Map.of()));
        } catch (RuntimeException e) {
            throw new ConfigurationException("access.settings.%s: %s".formatted(name, e.getMessage()));
        }
    }
}
