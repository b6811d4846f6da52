/** The server: finds its parts, puts them together, starts, drains and stops them. */
module org.livechat.server {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires transitive org.livechat.core;
    requires com.nimbusds.jose.jwt;
    requires info.picocli;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires jdk.management;
    requires jdk.unsupported;

    exports org.livechat.server;
    exports org.livechat.server.config;
    exports org.livechat.server.kit;

    uses org.livechat.api.AuthenticatorProvider;
    uses org.livechat.api.floor.FloorPolicy;
    uses org.livechat.api.gateway.GatewayProvider;
    uses org.livechat.api.http.HttpPartProvider;
    uses org.livechat.api.http.WebServerProvider;
    uses org.livechat.api.media.CodecProvider;
    uses org.livechat.api.media.MediaPlaneProvider;
    uses org.livechat.api.recording.RecorderProvider;
    uses org.livechat.api.store.StoreProvider;
    uses org.livechat.api.trace.TraceSinkProvider;
    uses org.livechat.api.transport.DatagramTransport;

    provides org.livechat.api.AuthenticatorProvider with
            org.livechat.server.access.JwtProvider;

    opens org.livechat.server to
            info.picocli;
    opens org.livechat.server.newplugin to
            info.picocli;
}
