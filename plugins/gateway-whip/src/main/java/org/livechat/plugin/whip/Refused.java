package org.livechat.plugin.whip;

import org.eclipse.jetty.http.HttpStatus;
import org.livechat.api.RequestRefused;

/** A request that is not carried out, with the answer that says why. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int RETRY_SECONDS = 10;
    /** Wrong tokens are counted by the minute. */
    private static final int GUESSER_SECONDS = 60;

    private final transient Reply reply;

    Refused(Reply reply) {
        super(reply.body(), null, false, false);
        this.reply = reply;
    }

    Refused(int status, String sentence) {
        this(Reply.error(status, sentence));
    }

    /** One that may be carried out when it is made again. */
    static Refused forNow(int status, String sentence) {
        return new Refused(Reply.error(status, sentence).with("Retry-After", Integer.toString(RETRY_SECONDS)));
    }

    /** Without a token, or with a wrong one (RFC 6750 3). */
    static Refused unauthorized(String sentence, String challenge) {
        return new Refused(Reply.error(HttpStatus.UNAUTHORIZED_401, sentence).with("WWW-Authenticate", challenge));
    }

    /** As the control plane says. */
    static Refused of(RequestRefused refusal) {
        String reason = refusal.reason();
        return switch (refusal.code()) {
            case INVALID_TOKEN -> unauthorized(reason, "Bearer realm=\"livechat\", error=\"invalid_token\"");
            case RATE_LIMITED ->
                new Refused(Reply.error(HttpStatus.TOO_MANY_REQUESTS_429, reason)
                        .with("Retry-After", Integer.toString(GUESSER_SECONDS)));
            case INVALID_PAYLOAD -> new Refused(HttpStatus.BAD_REQUEST_400, reason);
            case CHANNEL_NOT_FOUND, NOT_JOINED -> new Refused(HttpStatus.NOT_FOUND_404, reason);
            case ACCESS_DENIED -> new Refused(HttpStatus.FORBIDDEN_403, reason);
            case CHANNEL_FULL -> forNow(HttpStatus.CONFLICT_409, reason);
            case ALREADY_JOINED, NOT_AUTHENTICATED, SESSION_REPLACED -> new Refused(HttpStatus.CONFLICT_409, reason);
            case OFFER_NOT_ACCEPTABLE -> new Refused(HttpStatus.UNPROCESSABLE_ENTITY_422, reason);
            case DRAINING -> forNow(HttpStatus.SERVICE_UNAVAILABLE_503, reason);
            default -> new Refused(HttpStatus.INTERNAL_SERVER_ERROR_500, reason);
        };
    }

    Reply reply() {
        return reply;
    }
}
