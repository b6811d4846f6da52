package org.livechat.server.plugin;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.livechat.api.Authenticator;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.media.CodecProvider;
import org.livechat.server.config.PluginDescriptor;

/** One plug-in whose classes are loaded and whose providers have been made; the policies by the names they gave. */
record Plugin(
        PluginDescriptor descriptor,
        List<NamedPolicy> policies,
        List<CodecProvider> codecs,
        List<NamedAuthenticator> authenticators) {
    /** A policy with the name it gave when it was asked for the first time. */
    record NamedPolicy(String name, FloorPolicy policy) {}

    /** An authenticator provider with the name it gave when it was asked for the first time. */
    record NamedAuthenticator(String name, AuthenticatorProvider provider) implements AuthenticatorProvider {
        @Override
        public Authenticator create(Map<String, String> settings) {
            return provider.create(settings);
        }
    }

    Plugin {
        policies = List.copyOf(policies);
        codecs = List.copyOf(codecs);
        authenticators = List.copyOf(authenticators);
    }

    /** Its providers in words. */
    List<String> provides() {
        return Stream.of(
                        policies.stream().map(policy -> "floor policy " + policy.name()),
                        codecs.stream().map(codec -> "codec " + codec.name()),
                        authenticators.stream().map(authenticator -> "authenticator " + authenticator.name()))
                .flatMap(providers -> providers)
                .toList();
    }
}
