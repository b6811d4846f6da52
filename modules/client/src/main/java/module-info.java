/** A Java client for tools and tests. */
module org.livechat.client {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires transitive org.livechat.protocol;
    requires transitive org.livechat.rtc;
    requires org.livechat.transport;
    requires transitive java.net.http;

    exports org.livechat.client;
}
