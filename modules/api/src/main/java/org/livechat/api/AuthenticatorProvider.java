package org.livechat.api;

import java.util.Map;

/**
 * Makes an {@link Authenticator}. Found with ServiceLoader, in the server and in plug-ins, and used only where the
 * configuration names it in {@code access.authenticators}: a plug-in alone lets nobody in.
 */
public interface AuthenticatorProvider {
    /** What the configuration calls it: 1 to 64 of {@code a-z 0-9 -}. */
    String name();

    /**
     * Makes the authenticator, once, before the server accepts connections.
     *
     * @param settings what the configuration says under {@code access.settings}, by the provider's name; keys and
     *     values are its own
     * @throws IllegalArgumentException when the settings are wrong, with a sentence for the operator: the server does
     *     not start
     */
    Authenticator create(Map<String, String> settings);
}
