/** One Jetty for everything that speaks HTTP: the port, its bounds, its headers, and the routes of the other modules. */
module org.livechat.http {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires transitive org.eclipse.jetty.server;
    requires org.slf4j;
    requires tools.jackson.core;

    exports org.livechat.http;
    exports org.livechat.http.server;

    provides org.livechat.api.http.WebServerProvider with
            org.livechat.http.server.HttpServerProvider;
}
