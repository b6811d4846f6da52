/** The web console: the page at `/` and the client library it is built on, served from memory. */
module org.livechat.console {
    requires static org.jspecify;
    requires org.livechat.http;

    provides org.livechat.api.http.HttpPartProvider with
            org.livechat.console.ConsoleProvider;
}
