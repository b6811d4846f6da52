/** REST and health. */
module org.livechat.admin {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires org.livechat.core;
    requires org.livechat.http;
}
