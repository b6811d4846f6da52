/** The WebSocket gateway. */
module org.livechat.signaling {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires org.livechat.core;
    requires org.livechat.protocol;
    requires org.livechat.http;
}
