/** The WebSocket gateway: packets in become requests of a session, its answers and events become packets out. */
module org.livechat.signaling {
    requires static org.jspecify;
    requires org.livechat.api;
    requires org.livechat.http;
    requires org.livechat.protocol;
    requires org.eclipse.jetty.websocket.core.server;
    requires org.slf4j;

    provides org.livechat.api.gateway.GatewayProvider with
            org.livechat.signaling.SignalingProvider;
}
