/** The relay: who is heard, rewritten and encrypted for each listener, by threads that never lock or allocate a packet. */
module org.livechat.media {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires org.livechat.rtc;
    requires org.slf4j;

    exports org.livechat.media;

    provides org.livechat.api.media.MediaPlaneProvider with
            org.livechat.media.RelayProvider;
}
