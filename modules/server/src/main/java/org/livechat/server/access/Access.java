package org.livechat.server.access;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.livechat.api.Authenticator;
import org.livechat.server.provider.Provided;

/** Which authenticators the configuration has chosen. */
public final class Access {
    /** The name of the one that takes the shared secret. */
    static final String SECRET = "secret";

    private Access() {}

    /**
     * The chosen ones as one, asked in their order.
     *
     * @param providers of all that there are
     * @param whyAbsent says why there may be none of a name
     * @param maker makes one of them
     * @throws org.livechat.api.part.SettingRefused when one is unknown, or its settings are wrong
     */
    public static Authenticator of(
            AccessSection config,
            List<Provided> providers,
            Function<String, Optional<String>> whyAbsent,
            Function<Provided, Authenticator> maker) {
        return new AuthenticatorChain(config.authenticators().stream()
                .map(name -> provided(name, config, providers, whyAbsent))
                .<Authenticator>map(provided -> new GuardedAuthenticator(provided, maker.apply(provided)))
                .toList());
    }

    private static Provided provided(
            String name, AccessSection config, List<Provided> providers, Function<String, Optional<String>> whyAbsent) {
        return providers.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> config.refuseAuthenticators("names '%s', but has to name one of %s%s"
                        .formatted(
                                name,
                                providers.stream().map(Provided::name).sorted().collect(joining(", ")),
                                whyAbsent.apply(name).map("; "::concat).orElse(""))));
    }
}
