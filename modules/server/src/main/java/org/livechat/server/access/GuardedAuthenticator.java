package org.livechat.server.access;

import java.util.Objects;
import org.livechat.api.Authentication;
import org.livechat.api.Authenticator;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.server.provider.FailureLog;
import org.livechat.server.provider.Provided;
import org.livechat.server.provider.Reason;

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
            Authentication answer =
                    Objects.requireNonNull(authenticator.authenticate(userId, token), "it answered null");
            return answer instanceof Authentication.Refused(var reason)
                    ? Authentication.refused(Reason.oneLine(Objects.requireNonNull(reason, "a reason is null")))
                    : answer;
        } catch (RequestRefused refused) {
            String reason = Reason.oneLine(refused.reason());
            throw reason.equals(refused.reason()) ? refused : new RequestRefused(refused.code(), reason);
        } catch (Throwable failure) {
            failures.tell("lets nobody in", failure);
            throw new RequestRefused(ErrorCode.INTERNAL, "the server failed");
        }
    }
}
