package org.livechat.server.access;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.livechat.api.Authentication;
import org.livechat.api.Authenticator;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.server.provider.Provided;
import org.livechat.server.provider.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An authenticator whose failures are its own: who comes with a token is told that the server failed, and is not let in; the log
 * has one line a minute, however often strangers come. Any thread.
 */
final class GuardedAuthenticator implements Authenticator {
    private static final Logger log = LoggerFactory.getLogger(GuardedAuthenticator.class);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Provided provided;
    private final Authenticator authenticator;
    private final AtomicLong loggedNanos = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    GuardedAuthenticator(Provided provided, Authenticator authenticator) {
        this.provided = provided;
        this.authenticator = authenticator;
    }

    @Override
    public Authentication authenticate(String userId, String token) {
        try {
            Authentication answer = authenticator.authenticate(userId, token);
            if (answer != null) {
                return answer;
            }
            report("answered null");
        } catch (RequestRefused refused) {
            throw refused;
        } catch (Throwable failure) {
            report("failed: " + Reason.of(failure));
        }
        throw new RequestRefused(ErrorCode.INTERNAL, "the server failed");
    }

    private void report(String what) {
        long now = System.nanoTime();
        long last = loggedNanos.get();
        if (now - last >= QUIET_NANOS && loggedNanos.compareAndSet(last, now)) {
            log.error(
                    "The {} of {} {}; nobody is let in by it, and it is named again in a minute at the soonest",
                    provided.words(),
                    provided.origin(),
                    what);
        }
    }
}
