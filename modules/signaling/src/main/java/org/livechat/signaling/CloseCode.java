package org.livechat.signaling;

import org.livechat.api.ErrorCode;

/** The WebSocket status codes that the server closes with (RFC 6455 7.4). */
final class CloseCode {
    static final int GOING_AWAY = 1001;
    static final int UNSUPPORTED_DATA = 1003;
    static final int INVALID_TEXT = 1007;
    static final int POLICY_VIOLATION = 1008;
    static final int TOO_BIG = 1009;
    static final int INTERNAL = 1011;

    private static final int FIRST_CONNECTION_ERROR = 1000;
    private static final int FIRST_OTHER_ERROR = 2000;
    private static final int FIRST_PRIVATE = 4000;

    private CloseCode() {}

    /** 4000 to 4999 are an application's own: the connection errors 1xxx become 4xxx, so 1005 becomes 4005. Who is shown the door gets 1008. */
    static int of(ErrorCode code) {
        int number = code.number();
        if (code == ErrorCode.ACCESS_DENIED) {
            return POLICY_VIOLATION;
        }
        return number >= FIRST_CONNECTION_ERROR && number < FIRST_OTHER_ERROR
                ? number - FIRST_CONNECTION_ERROR + FIRST_PRIVATE
                : INTERNAL;
    }
}
