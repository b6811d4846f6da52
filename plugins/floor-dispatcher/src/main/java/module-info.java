/** A floor policy: who has the role dispatcher outranks everyone else. */
module org.livechat.plugin.dispatcher {
    requires static org.jspecify;
    requires org.livechat.api;

    provides org.livechat.api.floor.FloorPolicy with
            org.livechat.plugin.dispatcher.DispatcherPolicy;
}
