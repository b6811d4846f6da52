package org.livechat.http.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.livechat.api.part.PartFailed;
import org.livechat.http.HttpRoutes;
import org.livechat.http.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose request is whose. A path belongs to the part that came first, with all below it, but for {@code /}, which is whatever is
 * nobody else's: a part that comes later and wants some of it answers nothing at all, rather than in another's place.
 */
final class Mappings {
    private static final Logger log = LoggerFactory.getLogger(Mappings.class);

    private record Taken(PathSpec path, HttpRoutes by) {
        boolean overlaps(PathSpec other) {
            if (isRest(path) || isRest(other)) {
                return isRest(path) && isRest(other);
            }
            return path.matches(within(other)) || other.matches(within(path));
        }

        private static boolean isRest(PathSpec path) {
            // To a servlet's rules, which Jetty follows, the root by itself is all that has no other owner, too.
            return path.getDeclaration().equals("/*") || path.getDeclaration().equals("/");
        }

        private static String within(PathSpec path) {
            return path.getDeclaration().replace("*", "");
        }
    }

    private final Audience audience;
    private final List<Taken> taken = new ArrayList<>();
    private final PathMappingsHandler handler = new WholePathMappings();

    private Mappings(Audience audience) {
        this.audience = audience;
    }

    static PathMappingsHandler of(List<HttpRoutes> parts, BearerToken operators, Audience audience) {
        var mappings = new Mappings(audience);
        parts.forEach(part -> mappings.add(part, operators));
        return mappings.handler;
    }

    private void add(HttpRoutes part, BearerToken operators) {
        List<Route> routes = routesOf(part);
        for (Route route : routes) {
            Optional<Taken> other = ownerOf(route.path());
            if (other.isPresent()) {
                audience.unserved(
                        part,
                        "its path %s is that of %s, which has %s; choose another one"
                                .formatted(
                                        route.path().getDeclaration(),
                                        audience.nameOf(other.get().by()),
                                        other.get().path().getDeclaration()));
                return;
            }
        }
        for (Route route : routes) {
            taken.add(new Taken(route.path(), part));
            handler.addMapping(route.path(), guarded(route, part, operators));
        }
    }

    // A part that does not say what it answers must not keep others from answering.
    private List<Route> routesOf(HttpRoutes part) {
        try {
            List<Route> routes = audience.routesOf(part);
            if (routes.stream().anyMatch(Objects::isNull)) {
                throw new PartFailed("routes() answered a list with null in it");
            }
            return List.copyOf(routes);
        } catch (PartFailed e) {
            audience.unserved(part, String.valueOf(e.getMessage()));
            log.debug("Why {} is not served", audience.nameOf(part), e);
            return List.of();
        }
    }

    private Optional<Taken> ownerOf(PathSpec path) {
        return taken.stream()
                .filter(other -> other.path().getDeclaration().equals(path.getDeclaration()) || other.overlaps(path))
                .findFirst();
    }

    private Handler guarded(Route route, HttpRoutes part, BearerToken operators) {
        Handler handler = new FailingParts(part, route.handler(), audience);
        return switch (route.access()) {
            case ANYBODY -> new PlainPaths(handler);
            case OPERATORS -> operators.guard(handler);
        };
    }

    /** Hands requests on as they are; Jetty's own would cut the path, which fails outside a context (12.1.14). */
    private static final class WholePathMappings extends PathMappingsHandler {
        @Override
        protected Request newPathSpecRequest(Request request, PathSpec path) {
            return request;
        }
    }
}
