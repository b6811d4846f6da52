/** The server over REST: what it holds, what operators may do to it, whether it is well, and its figures. */
module org.livechat.admin {
    requires static org.jspecify;
    requires org.livechat.api;
    requires org.livechat.http;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires jdk.jfr;
    requires jdk.management;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    provides org.livechat.api.http.HttpPartProvider with
            org.livechat.admin.AdminProvider,
            org.livechat.admin.ChannelsProvider,
            org.livechat.admin.DescriptionProvider,
            org.livechat.admin.HealthProvider,
            org.livechat.admin.MetricsProvider,
            org.livechat.admin.ReplayProvider;
}
