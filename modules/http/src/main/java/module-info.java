/** One Jetty: port, TLS, routes. */
module org.livechat.http {
    requires static org.jspecify;
    requires transitive org.livechat.api;
}
