/** The control plane: users, sessions, channels, and what join, leave, request and release mean. */
module org.livechat.core {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires transitive org.livechat.floor;
    requires org.slf4j;

    exports org.livechat.core;
    exports org.livechat.core.config;
}
