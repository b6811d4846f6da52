/** UDP in and out. */
module org.livechat.transport {
    requires static org.jspecify;

    requires transitive org.livechat.api;
}
