package org.livechat.http;

import java.util.List;

/**
 * What a part answers over HTTP. A part of any kind that implements this is served by the HTTP server, under the one port,
 * with its TLS, its bounds and its rules about origins.
 *
 * <p>The handlers are Jetty's own, of version 12.1: what a plug-in compiles against is what the server brings. They run on
 * virtual threads and may block.
 *
 * @since 1
 */
@FunctionalInterface
public interface HttpRoutes {
    /** All of them. Called once, when the HTTP server is made. */
    List<Route> routes();

    /**
     * The HTTP server is about to stop: time to end what would not end by itself, such as streams and WebSockets. It then
     * waits a few seconds for requests to end, and cuts the rest. Called once, on the thread that stops the server.
     */
    default void ending() {}
}
