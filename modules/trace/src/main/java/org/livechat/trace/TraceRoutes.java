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
 * what has happened already. Who sends {@code Last-Event-ID} goes on behind that event instead, and is told what it could not get.
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
            if (request.getHttpURI().getPath().endsWith("/")) {
                refuse(response, callback, HttpStatus.NOT_FOUND_404, "no path here has a slash at its end");
                return true;
            }
            long end = bus.published();
            TraceQuery query;
            OptionalLong next;
            try {
                query = TraceQuery.of(request, PATH);
                next = next(query, end);
            } catch (TraceQuery.Wrong wrong) {
                refuse(response, callback, HttpStatus.BAD_REQUEST_400, String.valueOf(wrong.getMessage()));
                return true;
            }
            Optional<TraceReader> reader = bus.from(query.seen().isPresent() ? next.orElse(0) : first(query, end));
            if (reader.isEmpty()) {
                refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "too many read the trace already");
                return true;
            }
            try (TraceReader reading = reader.get()) {
                var stream = new TraceStream(reading, bus, place, query.channelId());
                Optional<String> missed = query.seen().flatMap(_ -> missed(next));
                if (query.follows()) {
                    stream.writeTo(response, missed);
                } else {
                    stream.writePast(response, missed, end);
                }
            }
            callback.succeeded();
            return true;
        }
    }

    /** What comes next for who has seen this start's trace; no stream has given a place that is yet to come. */
    private OptionalLong next(TraceQuery query, long end) throws TraceQuery.Wrong {
        OptionalLong next = place.next(query.seen());
        if (next.isPresent() && next.getAsLong() > end) {
            throw TraceQuery.unknownId();
        }
        return next;
    }

    private long first(TraceQuery query, long end) {
        return query.channelId()
                .map(channelId -> bus.first(end, query.last(), channelId))
                .orElseGet(() -> bus.first(end, query.last()));
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
