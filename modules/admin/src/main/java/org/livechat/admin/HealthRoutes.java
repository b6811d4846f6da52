package org.livechat.admin;

import java.util.List;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonGet;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/** {@code GET /healthz}: 200 as long as the process answers requests. Says nothing of what is behind it. */
public final class HealthRoutes implements HttpRoutes {
    /** There is nothing to configure. */
    public HealthRoutes() {}

    @Override
    public List<Route> routes() {
        return List.of(Route.exactly("/healthz", new JsonGet(_ -> JsonReply.ok("{\"status\":\"ok\"}"))));
    }
}
