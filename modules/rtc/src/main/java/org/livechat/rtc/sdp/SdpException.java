package org.livechat.rtc.sdp;

/** A session description that is broken, or an offer that cannot be answered; the message says which line and why. */
public final class SdpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** About the description as a whole. */
    public SdpException(String reason) {
        super(reason);
    }

    SdpException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** About one line, counted from 1. */
    public SdpException(int line, String reason) {
        super("line " + line + ": " + reason);
    }
}
