package org.livechat.console;

import java.util.List;
import org.livechat.api.http.HttpPart;
import org.livechat.http.HttpRoutes;
import org.livechat.http.Route;

/** Serves the web console at {@code /}; whatever other modules answer stays theirs. */
public final class ConsoleRoutes implements HttpPart, HttpRoutes {
    private final ConsoleHandler handler;

    /** Reads the console's files, which are part of the jar. */
    public ConsoleRoutes() {
        this.handler = new ConsoleHandler();
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.under("/", handler));
    }
}
