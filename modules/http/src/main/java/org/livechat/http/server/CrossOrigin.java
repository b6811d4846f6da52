package org.livechat.http.server;

import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.http.JsonReply;

/**
 * Lets pages of the server's own origin and of the listed ones in, tells browsers so (the Fetch Standard's CORS
 * protocol), and refuses those of others. Cookies are nothing to this server, so credentials are not allowed for.
 */
final class CrossOrigin extends Handler.Wrapper {
    private static final String METHODS = "GET, HEAD, POST, PATCH, DELETE";
    private static final String HEADERS = "Authorization, Content-Type, If-Match, Livechat-User, Range";
    /** What scripts may read beside what the Fetch Standard lets them. */
    private static final String EXPOSED = "Accept-Ranges, Content-Range, ETag, Link, Location, Retry-After";

    private static final String PREFLIGHT_SECONDS = "600";

    private final OriginPolicy origins;
    private final LongAdder refused = new LongAdder();

    CrossOrigin(OriginPolicy origins, Handler handler) {
        super(handler);
        this.origins = origins;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null) {
            return super.handle(request, response, callback);
        }
        if (!origins.allows(request)) {
            refused.increment();
            JsonReply.error(HttpStatus.FORBIDDEN_403, "pages of this origin may not use this server")
                    .send(response, callback);
            return true;
        }
        // CORS says nothing about WebSockets (RFC 6455 10.2 does): they are let in or not.
        if (WebSocketKeys.isUpgrade(request)) {
            return super.handle(request, response, callback);
        }
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.add(HttpHeader.VARY, HttpHeader.ORIGIN.asString());
        if (HttpMethod.OPTIONS.is(request.getMethod())
                && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD)) {
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
            headers.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
            response.setStatus(HttpStatus.NO_CONTENT_204);
            callback.succeeded();
            return true;
        }
        headers.put(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        return super.handle(request, response, callback);
    }

    /** How many requests were refused for their origin. */
    long refused() {
        return refused.sum();
    }
}
