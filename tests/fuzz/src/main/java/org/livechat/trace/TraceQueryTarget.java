package org.livechat.trace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.livechat.fuzz.Property;

/**
 * What readers of {@code /trace} ask for, as HTTP: path and query in the first line, {@code Last-Event-ID} in each further one. What
 * is read and written again is read the same. In the package of the parser, which is nobody else's.
 */
public final class TraceQueryTarget {
    private static final String PATH = "/trace";

    /** What came of a request that reached the parser. */
    private record Outcome(Optional<TraceQuery> query, Optional<Throwable> thrown) {}

    private static final AtomicReference<Optional<Outcome>> outcome = new AtomicReference<>(Optional.empty());
    private static final LocalConnector CONNECTOR = connector();

    private TraceQueryTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        List<String> lines =
                new String(input, StandardCharsets.ISO_8859_1).lines().toList();
        if (lines.isEmpty()) {
            return;
        }
        Optional<TraceQuery> read = read(PATH + lines.getFirst(), lines.subList(1, lines.size()));
        if (read.isEmpty()) {
            return;
        }
        TraceQuery query = read.get();
        Property.holds(query.last() >= 0, "as many events as there can be");
        Property.holds(query.seen().stream().allMatch(TracePlace::isId), "an id that a stream may have given");
        Property.holds(
                query.channelId().stream().noneMatch(id -> id.equals(".") || id.equals("..")),
                "a channel that there can be");
        String written = PATH + query.channelId().map(id -> "/" + id).orElse("") + "?last=" + query.last() + "&follow="
                + query.follows();
        Property.holds(
                read(written, query.seen().stream().toList()).equals(read),
                "what is read is read back once it is written");
    }

    /** What is understood of a request; empty if it was refused, with a reason where the parser has refused it. */
    private static Optional<TraceQuery> read(String target, List<String> seen) throws Exception {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        seen.forEach(id -> request.append("Last-Event-ID: ").append(id).append("\r\n"));
        request.append("Connection: close\r\n\r\n");
        outcome.set(Optional.empty());
        CONNECTOR.getResponse(ByteBuffer.wrap(request.toString().getBytes(StandardCharsets.ISO_8859_1)));
        Optional<Throwable> thrown = outcome.get().flatMap(Outcome::thrown);
        if (thrown.isPresent()) {
            Property.holds(thrown.get() instanceof TraceQuery.Wrong, "nothing is thrown but " + thrown.get());
            Property.isSaid((TraceQuery.Wrong) thrown.get());
        }
        return outcome.get().flatMap(Outcome::query);
    }

    private static LocalConnector connector() {
        Server server = new Server();
        LocalConnector connector = new LocalConnector(server);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                String path = Request.getPathInContext(request);
                if (path.equals(PATH) || path.startsWith(PATH + "/")) {
                    outcome.set(Optional.of(read(request)));
                }
                callback.succeeded();
                return true;
            }
        });
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("no server of the test's", e);
        }
        return connector;
    }

    private static Outcome read(Request request) {
        try {
            return new Outcome(Optional.of(TraceQuery.of(request, PATH)), Optional.empty());
        } catch (Throwable thrown) {
            return new Outcome(Optional.empty(), Optional.of(thrown));
        }
    }
}
