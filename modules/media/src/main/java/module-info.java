/** The relay: endpoints, slots, relay plans, workers. */
module org.livechat.media {
    requires static org.jspecify;

    requires transitive org.livechat.api;
    requires org.livechat.rtc;
    requires org.livechat.transport;
}
