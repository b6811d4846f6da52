/** Main: configuration, wiring, start and stop. */
module org.livechat.server {
    requires static org.jspecify;

    requires transitive org.livechat.api;
    requires org.livechat.core;
    requires org.livechat.http;
    requires org.livechat.signaling;
    requires org.livechat.media;
    requires org.livechat.admin;
    requires org.livechat.console;
}
