package org.livechat.http.server;

import java.util.List;
import org.livechat.api.http.WebServerContext;
import org.livechat.api.part.Part;
import org.livechat.api.part.PartFailed;
import org.livechat.http.HttpRoutes;
import org.livechat.http.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Operators, as those who hear of parts that are not served. */
interface Audience {
    /** What they call a part. */
    String nameOf(HttpRoutes part);

    /**
     * The routes of a part.
     *
     * @throws org.livechat.api.part.PartFailed when it does not say
     */
    List<Route> routesOf(HttpRoutes part);

    /** Tells them why one answers nothing. */
    void unserved(HttpRoutes part, String reason);

    /** Tells them that one threw something when somebody asked it. */
    void failed(HttpRoutes part, Throwable failure);

    /** The log alone, which calls parts by their classes. */
    static Audience log() {
        Logger log = LoggerFactory.getLogger(Mappings.class);
        return new Audience() {
            @Override
            public String nameOf(HttpRoutes part) {
                return part.getClass().getName();
            }

            @Override
            public List<Route> routesOf(HttpRoutes part) {
                try {
                    return part.routes();
                } catch (RuntimeException e) {
                    throw new PartFailed("routes() failed: " + e, e);
                }
            }

            @Override
            public void unserved(HttpRoutes part, String reason) {
                log.error("{} answers nothing: {}", nameOf(part), reason);
            }

            @Override
            public void failed(HttpRoutes part, Throwable failure) {
                log.error("{} failed to answer a request", nameOf(part), failure);
            }
        };
    }

    /** Those of a server. */
    static Audience of(WebServerContext context) {
        return new Audience() {
            @Override
            public String nameOf(HttpRoutes part) {
                return context.nameOf((Part) part);
            }

            @Override
            public List<Route> routesOf(HttpRoutes part) {
                return context.ask((Part) part, "routes()", part::routes);
            }

            @Override
            public void unserved(HttpRoutes part, String reason) {
                context.unserved((Part) part, reason);
            }

            @Override
            public void failed(HttpRoutes part, Throwable failure) {
                context.failed((Part) part, failure);
            }
        };
    }
}
