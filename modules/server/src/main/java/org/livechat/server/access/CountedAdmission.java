package org.livechat.server.access;

import java.net.InetAddress;
import java.util.Optional;
import org.livechat.api.Authentication;
import org.livechat.api.Authenticator;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.gateway.Admission;
import org.livechat.api.names.UserIds;
import org.livechat.api.network.FailureLimit;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the authenticators, and counts against each network what they refuse. */
public final class CountedAdmission implements Admission {
    private static final Logger LOG = LoggerFactory.getLogger(CountedAdmission.class);

    private final Authenticator authenticator;
    private final FailureLimit failures;
    private final TraceSink trace;

    /** @param trace shown wrong tokens */
    public CountedAdmission(Authenticator authenticator, FailureLimit failures, TraceSink trace) {
        this.authenticator = authenticator;
        this.failures = failures;
        this.trace = trace;
    }

    @Override
    public Credential admit(String userId, String token, Optional<InetAddress> peer) {
        if (!peer.map(failures::allows).orElse(true)) {
            throw new RequestRefused(
                    ErrorCode.RATE_LIMITED, "too many wrong tokens came from your network; wait a minute");
        }
        // Authenticators and traces may rely on it, whichever gateway somebody comes through.
        UserIds.requireSound(userId);
        return switch (authenticator.authenticate(userId, token)) {
            case Authentication.Accepted(var credential) -> credential;
            case Authentication.Refused(var reason) -> throw wrongToken(userId, reason, peer);
            case Authentication.Unknown _ ->
                throw wrongToken(userId, "the token is of no kind that is known here", peer);
        };
    }

    private RequestRefused wrongToken(String userId, String reason, Optional<InetAddress> peer) {
        peer.ifPresent(failures::failed);
        LOG.debug("A wrong token of {} from {}: {}", userId, peer.orElse(null), reason);
        if (trace.isActive()) {
            trace.publish(TraceEvent.system(
                    System.currentTimeMillis(),
                    Optional.empty(),
                    Optional.of(userId),
                    "SECURITY_TOKEN_REFUSED",
                    reason));
        }
        return new RequestRefused(ErrorCode.INVALID_TOKEN, reason);
    }
}
