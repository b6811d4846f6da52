package org.livechat.api.media;

/** The two kinds of media section that are relayed. */
public enum MediaKind {
    AUDIO("audio"),
    VIDEO("video");

    private final String wireName;

    MediaKind(String wireName) {
        this.wireName = wireName;
    }

    /** The name in SDP and JSON. */
    public String wireName() {
        return wireName;
    }
}
