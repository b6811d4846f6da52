package org.livechat.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.Operations;
import org.livechat.http.BearerToken;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/** Everything below {@code /admin}, for those who have the admin token. */
public final class AdminRoutes implements HttpRoutes {
    private static final String PATH = "/admin";

    private final List<AdminEndpoint> endpoints;
    private final BearerToken token;

    /**
     * @param plugins the plug-ins there are, which do not change while the server runs
     * @param drainLimit how long a drain lets bursts go on that does not say so
     */
    public AdminRoutes(Operations operations, List<PluginEntry> plugins, Duration drainLimit, BearerToken token) {
        this.endpoints = Stream.of(
                        new AdminViews(operations, plugins).endpoints(),
                        new AdminActions(operations, drainLimit).endpoints())
                .flatMap(List::stream)
                .toList();
        this.token = token;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.under(PATH, token.guard(new Dispatch())));
    }

    /** All there are, for the test that holds the description against them. */
    List<AdminEndpoint> endpoints() {
        return endpoints;
    }

    private final class Dispatch extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            List<String> segments = Stream.of(
                            request.getHttpURI().getCanonicalPath().substring(1).split("/"))
                    .map(URIUtil::decodePath)
                    .toList();
            List<AdminEndpoint> here = endpoints.stream()
                    .filter(endpoint -> endpoint.match(segments).isPresent())
                    .toList();
            Optional<AdminEndpoint> wanted = here.stream()
                    .filter(endpoint -> endpoint.method().equals(request.getMethod()))
                    .findFirst();
            if (wanted.isPresent()) {
                List<String> values = wanted.get().match(segments).orElseThrow();
                answer(wanted.get(), new AdminCall(values, request)).send(response, callback);
            } else if (here.isEmpty()) {
                JsonReply.error(HttpStatus.NOT_FOUND_404, "there is no such path, see /openapi.json")
                        .send(response, callback);
            } else {
                String allowed = here.stream().map(AdminEndpoint::method).collect(Collectors.joining(", "));
                response.getHeaders().put(HttpHeader.ALLOW, allowed);
                JsonReply.error(
                                HttpStatus.METHOD_NOT_ALLOWED_405,
                                request.getMethod() + " is not allowed here; use " + allowed)
                        .send(response, callback);
            }
            return true;
        }
    }

    private static JsonReply answer(AdminEndpoint endpoint, AdminCall call) {
        try {
            return endpoint.answer().apply(call);
        } catch (AdminCall.Refused refused) {
            return refused.reply();
        } catch (RequestRefused refused) {
            return JsonReply.error(status(refused), refused.reason());
        }
    }

    /** Most codes are the wrong state; those that are not are told apart. */
    private static int status(RequestRefused refused) {
        return switch (refused.code()) {
            case CHANNEL_NOT_FOUND, NOT_JOINED -> HttpStatus.NOT_FOUND_404;
            case INVALID_PAYLOAD -> HttpStatus.BAD_REQUEST_400;
            default -> HttpStatus.CONFLICT_409;
        };
    }
}
