/** What HTTP clients may read without a WebSocket: channels, and whether the server is well. */
module org.livechat.admin {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires transitive org.livechat.core;
    requires transitive org.livechat.http;
    requires tools.jackson.core;

    exports org.livechat.admin;
}
