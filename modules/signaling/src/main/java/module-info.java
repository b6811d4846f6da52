/** The WebSocket gateway: packets in become requests of a session, its answers and events become packets out. */
module org.livechat.signaling {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires transitive org.livechat.core;
    requires transitive org.livechat.http;
    requires org.livechat.protocol;
    requires org.eclipse.jetty.websocket.core.server;
    requires org.slf4j;

    exports org.livechat.signaling;
}
