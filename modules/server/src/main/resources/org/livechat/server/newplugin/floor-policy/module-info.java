/** A floor policy: the more urgent talks, everyone else takes turns. */
module {{module}} {
    requires org.livechat.api;

    provides org.livechat.api.floor.FloorPolicy with
            {{package}}.TurnsPolicy;
}
