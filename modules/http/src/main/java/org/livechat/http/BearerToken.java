package org.livechat.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A token that requests have to carry as {@code Authorization: Bearer} (RFC 6750 2.1). Compared in constant time, and
 * never taken from a path or query, which end up in logs.
 */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private final byte[] expected;

    /** @param token what requests have to carry */
    public BearerToken(String token) {
        this.expected = digest(token);
    }

    /** Lets a request through to a handler if it carries the token, and answers 401 otherwise. */
    public Handler guard(Handler handler) {
        return new Guard(handler);
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
            if (isIn(request)) {
                return super.handle(request, response, callback);
            }
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"livechat\"");
            JsonReply.error(
                            HttpStatus.UNAUTHORIZED_401,
                            "this needs the admin token: send the header Authorization: Bearer TOKEN")
                    .send(response, callback);
            return true;
        }
    }
}
