/** A floor policy: who has used up a budget of talk time waits behind others. */
module org.livechat.plugin.talkbudget {
    requires static org.jspecify;
    requires org.livechat.api;

    provides org.livechat.api.floor.FloorPolicy with
            org.livechat.plugin.talkbudget.TalkBudgetPolicy;
}
