/** The web console: the page at `/` and the client library it is built on, served from memory. */
module org.livechat.console {
    requires static org.jspecify;
    requires transitive org.livechat.http;

    exports org.livechat.console;
}
