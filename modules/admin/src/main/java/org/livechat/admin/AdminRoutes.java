package org.livechat.admin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.livechat.admin.dump.Dumps;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.FloorCapture;
import org.livechat.api.control.Operations;
import org.livechat.api.http.HttpPart;
import org.livechat.api.part.Kit;
import org.livechat.api.part.PartFailed;
import org.livechat.api.store.Store;
import org.livechat.api.watch.Watchdog;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/** Everything below {@code /admin}, for those who have the admin token. */
public final class AdminRoutes implements HttpPart, HttpRoutes {
    private static final String PATH = "/admin";
    private static final int SOON_SECONDS = 1;

    private final List<AdminEndpoint> endpoints;
    private final Dumps dumps;

    /**
     * @param operations what operators see and do of the control plane
     * @param kit what they see and do of the parts
     * @param watchdog knows which threads hang
     * @param dumps what they have written down of the process
     * @param capture what they have written down of floors
     * @param store what outlives a restart
     * @param recordings what was said in recorded channels
     */
    AdminRoutes(
            Operations operations,
            Kit kit,
            Watchdog watchdog,
            Dumps dumps,
            FloorCapture capture,
            Store store,
            RecordingEndpoints recordings) {
        this.dumps = dumps;
        this.endpoints = Stream.of(
                        new AdminViews(operations, watchdog).endpoints(),
                        new AdminActions(operations).endpoints(),
                        new KitEndpoints(kit).endpoints(),
                        new DumpEndpoints(dumps).endpoints(),
                        new CaptureEndpoints(capture).endpoints(),
                        new StoreEndpoints(store).endpoints(),
                        recordings.endpoints())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.under(PATH, new Dispatch()).forOperators());
    }

    @Override
    public void close() {
        dumps.close();
    }

    /** All there are, for the test that holds the description against them. */
    List<AdminEndpoint> endpoints() {
        return endpoints;
    }

    private final class Dispatch extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            // Cut before it is decoded: an id may have a slash in it.
            List<String> segments = Stream.of(
                            request.getHttpURI().getPath().substring(1).split("/", -1))
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
                answer(wanted.get(), new AdminCall(values, request), response, callback);
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

    private static void answer(AdminEndpoint endpoint, AdminCall call, Response response, Callback callback) {
        try {
            refuseQueryOfAct(call.request());
            if (endpoint.file().isPresent()) {
                endpoint.file().get().apply(call).send(call.request(), response, callback);
            } else {
                endpoint.answer().apply(call).send(response, callback);
            }
        } catch (AdminCall.Refused refused) {
            refused.reply().send(response, callback);
        } catch (PartFailed refused) {
            if (refused.isForNow()) {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, SOON_SECONDS);
            }
            JsonReply.error(AdminCall.status(refused), String.valueOf(refused.getMessage()))
                    .send(response, callback);
        } catch (RequestRefused refused) {
            JsonReply.error(status(refused), refused.reason()).send(response, callback);
        }
    }

    // Who writes a key into the path of an act means it, and would not see that nobody has read it.
    private static void refuseQueryOfAct(Request request) {
        String query = request.getHttpURI().getQuery();
        if (query != null && !query.isEmpty() && !HttpMethod.GET.is(request.getMethod())) {
            throw AdminBody.wrong("the query " + query + " is not read here; what an act needs stands in its body");
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
