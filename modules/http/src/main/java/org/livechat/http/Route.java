package org.livechat.http;

import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.server.Handler;

/**
 * A path and the Jetty handler that answers it. Of several that match, the longest wins.
 *
 * @param path in Jetty's own terms
 * @param handler started and stopped with the server; may block, it runs on a virtual thread
 * @param access who may use it
 * @since 1
 */
public record Route(PathSpec path, Handler handler, Access access) {
    /** Who may use a route. */
    public enum Access {
        /** Anybody, or whomever the handler itself lets in. */
        ANYBODY,
        /** Who has the admin token; the server sees to it before the handler is asked. */
        OPERATORS
    }

    /** Answers one path alone, such as {@code /healthz}. */
    public static Route exactly(String path, Handler handler) {
        return new Route(new ServletPathSpec(checked(path)), handler, Access.ANYBODY);
    }

    /** Answers a path and everything below it; {@code /} is everything that no other route answers. */
    public static Route under(String path, Handler handler) {
        String prefix = checked(path);
        return new Route(
                new ServletPathSpec(prefix.endsWith("/") ? prefix + "*" : prefix + "/*"), handler, Access.ANYBODY);
    }

    /** The same for operators alone. */
    public Route forOperators() {
        return new Route(path, handler, Access.OPERATORS);
    }

    private static String checked(String path) {
        if (!path.startsWith("/") || path.contains("*")) {
            throw new IllegalArgumentException("path \"" + path + "\" has to start with / and hold no *");
        }
        return path;
    }
}
