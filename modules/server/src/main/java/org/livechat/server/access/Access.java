package org.livechat.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.livechat.api.Authenticator;
import org.livechat.server.plugin.Plugins;
import org.livechat.server.provider.PartKind;
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
     * @param plugins the others there are
     * @param maker makes one of them
     * @throws org.livechat.api.part.SettingRefused when one is unknown, or its settings are wrong
     */
    public static Authenticator of(
            AccessSection config, String secret, Plugins plugins, Function<Provided, Authenticator> maker) {
        List<Authenticator> chosen = new ArrayList<>();
        for (String name : config.authenticators()) {
            chosen.add(
                    name.equals(SECRET)
                            ? new SharedSecretAuthenticator(secret)
                            : provided(name, config, plugins, maker));
        }
        return new AuthenticatorChain(chosen);
    }

    private static Authenticator provided(
            String name, AccessSection config, Plugins plugins, Function<Provided, Authenticator> maker) {
        List<Provided> providers = plugins.of(PartKind.AUTHENTICATOR);
        Provided found = providers.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> config.refuseAuthenticators("names '%s', but has to name one of %s%s"
                        .formatted(
                                name,
                                names(providers),
                                plugins.whyAbsent(name).map("; "::concat).orElse(""))));
        return maker.apply(found);
    }

    private static String names(List<Provided> providers) {
        var names = new TreeSet<String>();
        names.add(SECRET);
        providers.forEach(provider -> names.add(provider.name()));
        return String.join(", ", names);
    }
}
