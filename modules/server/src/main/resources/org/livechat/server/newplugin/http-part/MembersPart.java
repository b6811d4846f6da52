package {{package}};

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.control.ControlPlane;
import org.livechat.api.http.HttpPart;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/** Answers how many members each channel has: {@code {"CH_0001":3}}. */
final class MembersPart implements HttpPart, HttpRoutes {
    private static final int METHOD_NOT_ALLOWED = 405;

    private final ControlPlane control;
    private final String path;
    private final boolean forOperators;

    MembersPart(ControlPlane control, String path, boolean forOperators) {
        this.control = control;
        this.path = path;
        this.forOperators = forOperators;
    }

    @Override
    public List<Route> routes() {
        Route route = Route.exactly(path, new Members());
        return List.of(forOperators ? route.forOperators() : route);
    }

    /** Runs on a virtual thread, and may block. */
    private final class Members extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (request.getMethod().equals("GET")) {
                JsonReply.ok(json()).send(response, callback);
            } else {
                response.getHeaders().put(HttpHeader.ALLOW, "GET");
                JsonReply.error(METHOD_NOT_ALLOWED, request.getMethod() + " is not allowed here; use GET")
                        .send(response, callback);
            }
            return true;
        }
    }

    private String json() {
        return control.channels().stream()
                .map(MembersPart::property)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String property(ChannelSummary channel) {
        return quoted(channel.id()) + ":" + channel.memberCount();
    }

    // Clients choose the ids of their channels. Whoever writes more JSON than this takes a library for it.
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character < ' ' || character == '"' || character == '\\') {
                quoted.append("\\u%04x".formatted(character));
            } else {
                quoted.append((char) character);
            }
        });
        return quoted.append('"').toString();
    }
}
