package org.livechat.api;

/** The numbers an ERROR packet may carry, by range: 1xxx connection, 2xxx channel, 3xxx message, 9xxx server. */
public enum ErrorCode {
    NOT_AUTHENTICATED(1000),
    INVALID_TOKEN(1001),
    UNKNOWN_OPCODE(1003),
    INVALID_PAYLOAD(1004),
    SESSION_REPLACED(1005),
    RATE_LIMITED(1006),
    ALREADY_IDENTIFIED(1007),
    HEARTBEAT_MISSED(1008),
    CHANNEL_NOT_FOUND(2000),
    CHANNEL_FULL(2001),
    ACCESS_DENIED(2002),
    ALREADY_JOINED(2003),
    NOT_JOINED(2004),
    ALREADY_EXISTS(2005),
    OFFER_NOT_ACCEPTABLE(2006),
    NOT_A_PTT_CHANNEL(2007),
    NO_HISTORY(2008),
    MESSAGE_EMPTY(3000),
    MESSAGE_TOO_LONG(3001),
    MESSAGE_NOT_IN_CHANNEL(3002),
    INTERNAL(9000),
    DRAINING(9001);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }
}
