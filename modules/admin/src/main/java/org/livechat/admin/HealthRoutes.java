package org.livechat.admin;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.livechat.api.http.HttpPart;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonGet;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/**
 * {@code GET /healthz}: 200 as long as the process answers requests. {@code GET /readyz}: 200 while clients are welcome,
 * else 503; {@code degraded} names what fails meanwhile and keeps nobody out. Neither says anything else of what is behind it.
 */
public final class HealthRoutes implements HttpPart, HttpRoutes {
    private final BooleanSupplier ready;
    private final BooleanSupplier draining;
    private final Supplier<List<String>> degraded;

    /** A server that is ready as soon as it answers. */
    public HealthRoutes() {
        this(() -> true, () -> false, List::of);
    }

    /**
     * @param ready whether clients are welcome now
     * @param draining whether they are not because the server drains, which may be taken back
     * @param degraded what fails meanwhile and keeps nobody out, such as {@code store}
     */
    public HealthRoutes(BooleanSupplier ready, BooleanSupplier draining, Supplier<List<String>> degraded) {
        this.ready = ready;
        this.draining = draining;
        this.degraded = degraded;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.exactly("/healthz", new JsonGet(_ -> JsonReply.ok("{\"status\":\"ok\"}"))),
                Route.exactly("/readyz", new JsonGet(_ -> readiness())));
    }

    private JsonReply readiness() {
        if (ready.getAsBoolean()) {
            List<String> failing = degraded.get();
            return JsonReply.ok(JsonText.object(json -> {
                json.writeStringProperty("status", "ready");
                if (!failing.isEmpty()) {
                    JsonText.writeTexts(json, "degraded", failing);
                }
            }));
        }
        return JsonReply.error(
                HttpStatus.SERVICE_UNAVAILABLE_503,
                draining.getAsBoolean() ? "the server drains: nobody is let in for now" : "the server starts or stops");
    }
}
