package org.livechat.server.access;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.livechat.api.Authenticator;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.ChannelSet;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/**
 * Makes the authenticator of the shared secret, which is the server's own to keep: so this is no service that ServiceLoader
 * finds, but otherwise one like the others.
 */
public final class SharedSecretProvider implements AuthenticatorProvider {
    private static final Setting<List<String>> REPLAY = Setting.texts(
            "replay", List.of(), "Of which channels its holders may hear the recordings; * is every channel.");

    private static final Pattern CHANNELS = Pattern.compile("[A-Za-z0-9_.-]{1,64}|[A-Za-z0-9_.-]{0,63}\\*");

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
        return new SharedSecretAuthenticator(secret, new ChannelSet(Set.copyOf(replay(context.settings()))));
    }

    private static List<String> replay(Settings settings) {
        List<String> channels = settings.get(REPLAY);
        channels.stream()
                .filter(channel -> !CHANNELS.matcher(channel).matches())
                .findFirst()
                .ifPresent(wrong -> {
                    throw settings.refuse(
                            REPLAY,
                            "has '%s', but is a list of channel ids: 1 to 64 characters of A-Z a-z 0-9 _ - . of which the last may be *"
                                    .formatted(wrong));
                });
        return channels;
    }
}
