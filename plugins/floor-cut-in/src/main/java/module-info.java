/** A floor policy: every request takes the floor at once. */
module org.livechat.plugin.cutin {
    requires static org.jspecify;
    requires org.livechat.api;

    provides org.livechat.api.floor.FloorPolicy with
            org.livechat.plugin.cutin.CutInPolicy;
}
