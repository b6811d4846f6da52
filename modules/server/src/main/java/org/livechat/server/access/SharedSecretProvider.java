package org.livechat.server.access;

import java.util.List;
import java.util.Set;
import org.livechat.api.Authenticator;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.ChannelSet;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;

/**
 * Makes the authenticator of the shared secret, which is the server's own to keep: so this is no service that ServiceLoader
 * finds, but otherwise one like the others.
 */
public final class SharedSecretProvider implements AuthenticatorProvider {
    private static final Setting<List<String>> REPLAY = Setting.texts(
            "replay", List.of(), "Of which channels its holders may hear the recordings; * is every channel.");

    /** What may stand there, whether or not the configuration names it. */
    public static final Section SECTION = new Section("access." + Access.SECRET, List.of(REPLAY));

    private final String secret;

    /** @param secret what clients present */
    public SharedSecretProvider(String secret) {
        this.secret = secret;
    }

    @Override
    public String name() {
        return Access.SECRET;
    }

    @Override
    public List<Setting<?>> settings() {
        return SECTION.settings();
    }

    @Override
    public Authenticator create(PartContext context) {
        return new SharedSecretAuthenticator(
                secret, new ChannelSet(Set.copyOf(context.settings().get(REPLAY))));
    }
}
