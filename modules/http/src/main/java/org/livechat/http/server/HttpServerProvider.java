package org.livechat.http.server;

import java.util.List;
import org.livechat.api.http.WebServer;
import org.livechat.api.http.WebServerContext;
import org.livechat.api.http.WebServerProvider;
import org.livechat.api.part.Setting;
import org.livechat.http.HttpRoutes;

/** Makes the HTTP server of all parts that have routes. */
public final class HttpServerProvider implements WebServerProvider {
    /** For ServiceLoader. */
    public HttpServerProvider() {}

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<Setting<?>> settings() {
        return HttpSection.ALL;
    }

    @Override
    public WebServer create(WebServerContext context) {
        List<HttpRoutes> routes = context.parts().stream()
                .filter(HttpRoutes.class::isInstance)
                .map(HttpRoutes.class::cast)
                .toList();
        var operators = new BearerToken(context.adminToken(), context.guesses(), context.trace());
        var server = new HttpServer(
                HttpSection.read(context), routes, operators, Audience.of(context), context.sharedPort());
        context.metrics().add(new HttpMetrics(server));
        return server;
    }
}
