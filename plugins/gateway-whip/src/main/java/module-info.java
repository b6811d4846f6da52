/** A gateway over HTTP: standard publishers talk into channels by WHIP (RFC 9725), standard players listen by WHEP. */
module org.livechat.plugin.whip {
    requires static org.jspecify;
    requires org.livechat.api;
    requires org.livechat.http;
    requires org.slf4j;

    provides org.livechat.api.gateway.GatewayProvider with
            org.livechat.plugin.whip.WhipProvider;
}
