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
    private final BooleanSupplier draining;

    /** A server that is ready as soon as it answers. */
    public HealthRoutes() {
        this(() -> true, () -> false);
    }

    /**
     * @param ready whether clients are welcome now
     * @param draining whether they are not because the server drains, which may be taken back
     */
    public HealthRoutes(BooleanSupplier ready, BooleanSupplier draining) {
        this.ready = ready;
        this.draining = draining;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.exactly("/healthz", new JsonGet(_ -> JsonReply.ok("{\"status\":\"ok\"}"))),
                Route.exactly("/readyz", new JsonGet(_ -> readiness())));
    }

    private JsonReply readiness() {
        if (ready.getAsBoolean()) {
            return JsonReply.ok("{\"status\":\"ready\"}");
        }
        return JsonReply.error(
                HttpStatus.SERVICE_UNAVAILABLE_503,
                draining.getAsBoolean() ? "the server drains: nobody is let in for now" : "the server starts or stops");
    }
}
