package org.livechat.trace;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/**
 * {@code GET /trace} and {@code GET /trace/{channel_id}}: events as they happen, as Server-Sent Events, for those who
 * have the admin token. {@code ?last=N} starts with the latest N events of before, and with {@code &follow=false} ends with
 * them.
 */
public final class TraceRoutes implements HttpRoutes {
    private static final String PATH = "/trace";
    private static final String LAST = "last";
    private static final String FOLLOW = "follow";

    private final TraceBus bus;

    public TraceRoutes(TraceBus bus) {
        this.bus = bus;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.exactly(PATH, new Stream()).forOperators(),
                Route.under(PATH, new Stream()).forOperators());
    }

    private final class Stream extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (!HttpMethod.GET.is(request.getMethod())) {
                response.getHeaders().put(HttpHeader.ALLOW, "GET");
                refuse(
                        response,
                        callback,
                        HttpStatus.METHOD_NOT_ALLOWED_405,
                        request.getMethod() + " is not allowed here; use GET");
                return true;
            }
            Optional<Long> last = last(request);
            if (last.isEmpty()) {
                refuse(response, callback, HttpStatus.BAD_REQUEST_400, "last has to be a number from 0");
                return true;
            }
            Optional<TraceReader> reader = bus.read(last.get());
            if (reader.isEmpty()) {
                refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "too many read the trace already");
                return true;
            }
            try (TraceReader reading = reader.get()) {
                var stream = new TraceStream(reading, bus, channel(request));
                if (follows(request)) {
                    stream.writeTo(response);
                } else {
                    stream.writePast(response, last.get());
                }
            }
            callback.succeeded();
            return true;
        }
    }

    private static void refuse(Response response, Callback callback, int status, String reason) {
        JsonReply.error(status, reason).send(response, callback);
    }

    private static boolean follows(Request request) {
        return !"false".equals(Request.extractQueryParameters(request).getValue(FOLLOW));
    }

    private static Optional<Long> last(Request request) {
        Fields.Field field = Request.extractQueryParameters(request).get(LAST);
        if (field == null) {
            return Optional.of(0L);
        }
        try {
            return Optional.of(Long.valueOf(field.getValue())).filter(number -> number >= 0);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> channel(Request request) {
        String path = Request.getPathInContext(request);
        return path.length() > PATH.length() + 1 ? Optional.of(path.substring(PATH.length() + 1)) : Optional.empty();
    }
}
