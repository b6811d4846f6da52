package org.livechat.admin;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpStatus;
import org.livechat.api.http.HttpPart;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonGet;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/**
 * {@code GET /healthz}: 200 as long as the process answers requests. {@code GET /readyz}: 200 while clients are welcome,
 * else 503. Neither says anything of what is behind it.
 */
public final class HealthRoutes implements HttpPart, HttpRoutes {
    private final BooleanSupplier ready;

    /** A server that is ready as soon as it answers. */
    public HealthRoutes() {
        this(() -> true);
    }

    /** @param ready whether clients are welcome now */
    public HealthRoutes(BooleanSupplier ready) {
        this.ready = ready;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.exactly("/healthz", new JsonGet(_ -> JsonReply.ok("{\"status\":\"ok\"}"))),
                Route.exactly("/readyz", new JsonGet(_ -> readiness())));
    }

    private JsonReply readiness() {
        return ready.getAsBoolean()
                ? JsonReply.ok("{\"status\":\"ready\"}")
                : JsonReply.error(HttpStatus.SERVICE_UNAVAILABLE_503, "the server is stopping");
    }
}
