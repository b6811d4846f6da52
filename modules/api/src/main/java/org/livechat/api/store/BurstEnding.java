package org.livechat.api.store;

/**
 * Why a burst ended. There may be more of them: a switch needs a {@code default}.
 *
 * @since 1
 */
public enum BurstEnding {
    /** The talker released the floor. */
    RELEASED("released"),
    /** The talker fell silent (TS 24.380 T1). */
    SILENT("silent"),
    /** The talker left, or its session ended. */
    LEFT("left"),
    /** The talker's media was lost. */
    MEDIA_LOST("media_lost"),
    /** Somebody of a higher priority took the floor. */
    PREEMPTED("preempted"),
    /** The talker had talked for as long as one may (T2). */
    MAX_DURATION("max_duration"),
    /** The talker's pings stayed away. */
    PING_TIMEOUT("ping_timeout"),
    /** An operator took the floor, or muted the talker. */
    OPERATOR("operator"),
    /** Anything else. */
    OTHER("other");

    private final String wireName;

    BurstEnding(String wireName) {
        this.wireName = wireName;
    }

    /** The name in JSON. */
    public String wireName() {
        return wireName;
    }
}
