package org.livechat.server.access;

import org.livechat.api.Authenticator;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.part.PartContext;

/**
 * Makes the authenticator of the shared secret, which is the server's own to keep: so this is no service that ServiceLoader
 * finds, but otherwise one like the others.
 */
public final class SharedSecretProvider implements AuthenticatorProvider {
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
    public Authenticator create(PartContext context) {
        return new SharedSecretAuthenticator(secret);
    }
}
