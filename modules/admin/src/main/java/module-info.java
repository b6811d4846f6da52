/** The server over REST: what it holds, what operators may do to it, whether it is well, and its figures. */
module org.livechat.admin {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires transitive org.livechat.core;
    requires transitive org.livechat.http;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports org.livechat.admin;
}
