package org.livechat.api;

/** Why a floor request is denied (3GPP TS 24.380 8.2.6.2). */
public enum FloorDenyCause {
    ANOTHER_HAS_PERMISSION(1),
    INTERNAL_ERROR(2),
    ONLY_ONE_PARTICIPANT(3),
    RETRY_AFTER_NOT_EXPIRED(4),
    RECEIVE_ONLY(5),
    NO_RESOURCES(6),
    QUEUE_FULL(7),
    OTHER(255);

    private final int number;

    FloorDenyCause(int number) {
        this.number = number;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }
}
