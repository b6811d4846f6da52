package org.livechat.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.livechat.api.Authenticator;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.part.PartContext;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.provider.Provided;

/** Which authenticators the configuration has chosen. */
public final class Access {
    /** The shared secret, which is the server's own to keep and no provider's. */
    static final String SECRET = "secret";

    private Access() {}

    /**
     * The chosen ones as one, asked in their order.
     *
     * @param secret what clients present to the authenticator {@link #SECRET}
     * @param providers the others there are
     * @param contexts what each is made with
     * @throws ConfigurationException when one is unknown
     * @throws org.livechat.api.part.SettingRefused when its settings are wrong
     */
    public static Authenticator of(
            AccessSection config, String secret, List<Provided> providers, Function<Provided, PartContext> contexts) {
        List<Authenticator> chosen = new ArrayList<>();
        for (String name : config.authenticators()) {
            chosen.add(
                    name.equals(SECRET) ? new SharedSecretAuthenticator(secret) : provided(name, providers, contexts));
        }
        return new AuthenticatorChain(chosen);
    }

    private static Authenticator provided(
            String name, List<Provided> providers, Function<Provided, PartContext> contexts) {
        Optional<Provided> found = providers.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            var names = new TreeSet<String>();
            names.add(SECRET);
            providers.forEach(provider -> names.add(provider.name()));
            throw new ConfigurationException("access.authenticators names '%s', but has to name one of %s"
                    .formatted(name, String.join(", ", names)));
        }
        return ((AuthenticatorProvider) found.get().provider()).create(contexts.apply(found.get()));
    }
}
