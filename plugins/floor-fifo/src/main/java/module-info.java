/** A floor policy: first come, first served, and nobody is ever interrupted. */
module org.livechat.plugin.fifo {
    requires static org.jspecify;
    requires org.livechat.api;

    provides org.livechat.api.floor.FloorPolicy with
            org.livechat.plugin.fifo.FifoPolicy;
}
