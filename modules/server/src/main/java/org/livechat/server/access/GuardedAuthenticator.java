package org.livechat.server.access;

import java.util.Objects;
import org.livechat.api.Authentication;
import org.livechat.api.Authenticator;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.server.provider.FailureLog;
import org.livechat.server.provider.Provided;

/**
 * An authenticator whose failures are its own: who comes with a token is told that the server failed, and is not let in; the log
 * has one line a minute, however often strangers come. Any thread.
 */
final class GuardedAuthenticator implements Authenticator {
    private final Authenticator authenticator;
    private final FailureLog failures;

    GuardedAuthenticator(Provided provided, Authenticator authenticator) {
        this.authenticator = authenticator;
        this.failures = new FailureLog(provided.fullName());
    }

    @Override
    public Authentication authenticate(String userId, String token) {
        try {
            return Objects.requireNonNull(authenticator.authenticate(userId, token), "it answered null");
        } catch (RequestRefused refused) {
            throw refused;
        } catch (Throwable failure) {
            failures.tell("lets nobody in", failure);
            throw new RequestRefused(ErrorCode.INTERNAL, "the server failed");
        }
    }
}
