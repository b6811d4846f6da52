package org.livechat.api;

/** Why the floor is taken from somebody (3GPP TS 24.380 8.2.10.2), with the name that FLOOR_REVOKE carries. */
public enum FloorRevokeCause {
    MAX_DURATION("max_duration", 2),
    NO_PERMISSION("no_permission", 3),
    PREEMPTED("preempted", 4),
    NO_RESOURCES("no_resources", 6),
    ADMIN_REVOKE("admin_revoke", 7),
    PING_TIMEOUT("ping_timeout", 255),
    DISCONNECT("disconnect", 255);

    private final String wireName;
    private final int number;

    FloorRevokeCause(String wireName, int number) {
        this.wireName = wireName;
        this.number = number;
    }

    /** The name in JSON. */
    public String wireName() {
        return wireName;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }
}
