package org.livechat.server.plugin;

import java.util.List;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.media.CodecProvider;

/**
 * The plug-ins of a server and what they add to it.
 *
 * @param policies the floor policies there are, the built-in ones first; no two of one name
 * @param codecs the codecs that plug-ins add to the built-in ones
 * @param authenticators the authenticators that plug-ins bring; the configuration chooses
 * @param statuses what became of every plug-in, by name
 */
public record LoadedPlugins(
        List<FloorPolicy> policies,
        List<CodecProvider> codecs,
        List<AuthenticatorProvider> authenticators,
        List<PluginStatus> statuses) {
    public LoadedPlugins {
        policies = List.copyOf(policies);
        codecs = List.copyOf(codecs);
        authenticators = List.copyOf(authenticators);
        statuses = List.copyOf(statuses);
    }
}
