package org.livechat.http.server;

import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.http.JsonReply;

/**
 * Refuses paths in which a slash, a backslash or a percent sign is written as RFC 3986 2.1 does ({@code %2F}): who decodes one for
 * a file may leave its folder by it. Operators alone may send them, since ids of users may have such characters.
 */
final class PlainPaths extends Handler.Wrapper {
    /** What Jetty would refuse of all. */
    private static final Set<Violation> NOT_PLAIN = Set.of(
            Violation.AMBIGUOUS_PATH_SEPARATOR,
            Violation.AMBIGUOUS_PATH_ENCODING,
            Violation.SUSPICIOUS_PATH_CHARACTERS);

    /** What the connector lets through to this. */
    static final UriCompliance COMPLIANCE =
            UriCompliance.DEFAULT.with("ids in paths", NOT_PLAIN.toArray(Violation[]::new));

    PlainPaths(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (NOT_PLAIN.stream().anyMatch(request.getHttpURI()::hasViolation)) {
            JsonReply.error(HttpStatus.BAD_REQUEST_400, sentence(request.getHttpURI()))
                    .send(response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private static String sentence(HttpURI path) {
        String decoded = path.getDecodedPath();
        return decoded != null && decoded.chars().anyMatch(Character::isISOControl)
                ? "a path here has no control characters, such as %0A"
                : "a path here has no slash, backslash or percent sign written as %2F, %5C or %25; only those below /admin may,"
                        + " for the ids in them";
    }
}
