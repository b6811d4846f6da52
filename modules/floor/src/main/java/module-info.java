/** Who has the floor: a pure state machine after 3GPP TS 24.380, without thread, clock, lock or socket. */
module org.livechat.floor {
    requires static org.jspecify;
    requires transitive org.livechat.api;

    exports org.livechat.floor;

    provides org.livechat.api.floor.FloorPolicy with
            org.livechat.floor.PriorityPolicy;
}
