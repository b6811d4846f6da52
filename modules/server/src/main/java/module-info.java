/** The server's main: configuration, plug-in layers, wiring, start, drain, stop. */
module org.livechat.server {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires transitive org.livechat.core;
    requires org.livechat.http;
    requires org.livechat.signaling;
    requires org.livechat.media;
    requires org.livechat.transport;
    requires org.livechat.admin;
    requires org.livechat.trace;
    requires org.livechat.console;
    requires com.nimbusds.jose.jwt;
    requires info.picocli;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires jdk.management;
    requires jdk.unsupported;

    exports org.livechat.server;
    exports org.livechat.server.config;
    exports org.livechat.server.plugin;

    uses org.livechat.api.AuthenticatorProvider;
    uses org.livechat.api.floor.FloorPolicy;
    uses org.livechat.api.media.CodecProvider;

    opens org.livechat.server to
            info.picocli;
}
