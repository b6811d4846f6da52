package org.livechat.media.tcp;

/** Why a connection ends, if it does. */
enum Ending {
    NONE,
    PEER,
    UNPROVEN,
    FLOOD,
    CROWDED,
    TOO_LONG;

    TcpCounters.Count count() {
        return switch (this) {
            case NONE -> throw new IllegalStateException("a connection that goes on has no ending to be counted");
            case PEER -> TcpCounters.Count.CLOSED_PEER;
            case UNPROVEN -> TcpCounters.Count.CLOSED_UNPROVEN;
            case FLOOD -> TcpCounters.Count.CLOSED_FLOOD;
            case CROWDED -> TcpCounters.Count.CLOSED_CROWDED;
            case TOO_LONG -> TcpCounters.Count.CLOSED_TOO_LONG;
        };
    }
}
