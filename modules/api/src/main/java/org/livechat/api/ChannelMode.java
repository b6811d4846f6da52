package org.livechat.api;

/** What a channel is: one talker at a time by floor control, or everyone at once. */
public enum ChannelMode {
    PTT("ptt"),
    CONFERENCE("conference");

    private final String wireName;

    ChannelMode(String wireName) {
        this.wireName = wireName;
    }

    /** The name in JSON and in the configuration. */
    public String wireName() {
        return wireName;
    }
}
