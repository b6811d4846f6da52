package org.livechat.rtc.sdp;

/**
 * A header extension of one section that was accepted (RFC 8285 5).
 *
 * @param id 1 to 14; where headers of two bytes are allowed, up to 255
 * @param direction from the server's view; where {@code isSaid} is false that of the section
 * @param isSaid whether the offer says a direction, and so the answer has to
 */
public record HeaderExtension(int id, Direction direction, boolean isSaid) {
    /** What stands in the answer before the URI. */
    String answered() {
        return isSaid ? id + "/" + direction.sdpName() : Integer.toString(id);
    }

    /** Whether the client may send it. */
    boolean isReceived() {
        return !isSaid || direction.receives();
    }

    /** Whether the client may be sent it. */
    boolean isSent() {
        return !isSaid || direction.sends();
    }
}
