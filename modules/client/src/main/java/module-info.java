/** A Java client for tools and tests. */
module org.livechat.client {
    requires static org.jspecify;

    requires transitive org.livechat.api;
    requires org.livechat.protocol;
    requires org.livechat.rtc;
    requires org.livechat.transport;
}
