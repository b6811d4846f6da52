package org.livechat.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.api.network.FailureLimit;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.livechat.http.ClientAddress;
import org.livechat.http.JsonReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token that requests have to carry as {@code Authorization: Bearer} (RFC 6750 2.1). Compared in constant time, and
 * never taken from a path or query, which end up in logs.
 */
public final class BearerToken {
    private static final Logger LOG = LoggerFactory.getLogger(BearerToken.class);
    private static final String SCHEME = "Bearer ";

    private final byte[] expected;
    private final FailureLimit failures;
    private final TraceSink trace;

    /** @param token what requests have to carry */
    public BearerToken(String token) {
        this(token, new FailureLimit(FailureLimit.DEFAULT_PER_MINUTE), TraceSink.none());
    }

    /**
     * @param token what requests have to carry
     * @param failures how often somebody may guess it
     * @param trace shown wrong tokens
     */
    public BearerToken(String token, FailureLimit failures, TraceSink trace) {
        this.expected = digest(token);
        this.failures = failures;
        this.trace = trace;
    }

    /** Lets a request through to a handler if it carries the token, and answers 401 otherwise. */
    public Handler guard(Handler handler) {
        return new Guard(handler);
    }

    private void show(Optional<InetAddress> peer, String method) {
        LOG.debug("A wrong admin token from {}", peer.orElse(null));
        if (trace.isActive()) {
            trace.publish(TraceEvent.system(
                    System.currentTimeMillis(),
                    Optional.empty(),
                    Optional.empty(),
                    "SECURITY_ADMIN_REFUSED",
                    "somebody came with a wrong admin token, to " + method));
        }
    }

    private boolean isIn(Request request) {
        List<String> given = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        return given.size() == 1 && isMatch(given.getFirst());
    }

    /** Digests have one length, so that the comparison tells nothing of the token's. */
    private boolean isMatch(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        expected,
                        digest(authorization.substring(SCHEME.length()).strip()));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private final class Guard extends Handler.Wrapper {
        private Guard(Handler handler) {
            super(handler);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Optional<InetAddress> peer = ClientAddress.of(request);
            if (peer.isPresent() && !failures.allows(peer.get())) {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, FailureLimit.WINDOW_SECONDS);
                JsonReply.error(
                                HttpStatus.TOO_MANY_REQUESTS_429,
                                "too many wrong tokens came from your network; wait a minute")
                        .send(response, callback);
                return true;
            }
            if (isIn(request)) {
                return super.handle(request, response, callback);
            }
            boolean isWrong = request.getHeaders().contains(HttpHeader.AUTHORIZATION);
            if (isWrong) {
                peer.ifPresent(failures::failed);
                show(peer, request.getMethod());
            }
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"livechat\"");
            JsonReply.error(
                            HttpStatus.UNAUTHORIZED_401,
                            isWrong
                                    ? "this is not the admin token; it is what LIVECHAT_ADMIN_TOKEN or data/admin.token of"
                                            + " the server says, sent once as Authorization: Bearer TOKEN"
                                    : "this needs the admin token: send the header Authorization: Bearer TOKEN")
                    .send(response, callback);
            return true;
        }
    }
}
