package org.livechat.trace;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/**
 * {@code GET /trace} and {@code GET /trace/{channel_id}}: events as they happen, as Server-Sent Events, for those who
 * have the admin token. {@code ?last=N} starts with the latest N events of before, and with {@code &follow=false} ends with
 * them. Who sends {@code Last-Event-ID} goes on behind that event, and is told what it could not get.
 */
public final class TraceRoutes implements HttpRoutes {
    private static final String PATH = "/trace";

    private final TraceBus bus;
    private final TracePlace place = new TracePlace();

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
            TraceQuery query;
            try {
                query = TraceQuery.of(request, PATH);
            } catch (TraceQuery.Wrong wrong) {
                refuse(response, callback, HttpStatus.BAD_REQUEST_400, String.valueOf(wrong.getMessage()));
                return true;
            }
            Optional<String> seen = query.seen().filter(_ -> query.follows());
            OptionalLong next = next(seen);
            Optional<TraceReader> reader = seen.isPresent() ? bus.from(next.orElse(0)) : bus.read(query.last());
            if (reader.isEmpty()) {
                refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "too many read the trace already");
                return true;
            }
            try (TraceReader reading = reader.get()) {
                var stream = new TraceStream(reading, bus, place, query.channelId());
                if (query.follows()) {
                    stream.writeTo(response, seen.flatMap(_ -> missed(next)));
                } else {
                    stream.writePast(response, query.last());
                }
            }
            callback.succeeded();
            return true;
        }
    }

    private OptionalLong next(Optional<String> seen) {
        OptionalLong next = place.next(seen);
        return next.isPresent() && next.getAsLong() <= bus.published() ? next : OptionalLong.empty();
    }

    /** What one who goes on cannot get, beside what was overwritten. */
    private Optional<String> missed(OptionalLong next) {
        if (next.isEmpty()) {
            return Optional.of("the server has started since; what it has not kept is lost");
        }
        return bus.hasPausedSince(next.getAsLong())
                ? Optional.of(
                        "nothing is kept while nobody reads (trace.while_unread); what happened meanwhile is lost")
                : Optional.empty();
    }

    private static void refuse(Response response, Callback callback, int status, String reason) {
        JsonReply.error(status, reason).send(response, callback);
    }
}
