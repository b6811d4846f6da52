/** The web console. */
module org.livechat.console {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires org.livechat.http;
}
