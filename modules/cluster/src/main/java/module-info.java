/** Several servers as one: which of them decides for which channel. */
module org.livechat.cluster {
    requires static org.jspecify;
    requires org.livechat.api;
}
