/** A gateway: lets people in by lines of text over TCP. */
module {{module}} {
    requires org.livechat.api;
    requires org.slf4j;

    provides org.livechat.api.gateway.GatewayProvider with
            {{package}}.LineGatewayProvider;
}
