package org.livechat.server.access;

import java.util.List;
import org.livechat.api.Authentication;
import org.livechat.api.Authenticator;
import org.livechat.api.Credential;

/** Asks one authenticator after the other, until one knows the token's kind. */
final class AuthenticatorChain implements Authenticator {
    private final List<Authenticator> authenticators;

    AuthenticatorChain(List<Authenticator> authenticators) {
        this.authenticators = List.copyOf(authenticators);
    }

    @Override
    public Authentication authenticate(String userId, String token) {
        for (Authenticator authenticator : authenticators) {
            switch (authenticator.authenticate(userId, token)) {
                case Authentication.Accepted(var credential) -> {
                    return accepted(userId, credential);
                }
                case Authentication.Refused refused -> {
                    return refused;
                }
                case Authentication.Unknown _ -> {
                    // the next one may know it
                }
            }
        }
        return Authentication.refused("the token does not entitle you to be this user");
    }

    /** An authenticator that gives somebody else's credential would let users take over the sessions of others. */
    private static Authentication accepted(String userId, Credential credential) {
        if (!credential.userId().equals(userId)) {
            throw new IllegalStateException("an authenticator gave another user's credential");
        }
        return Authentication.accepted(credential);
    }
}
