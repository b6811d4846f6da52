package org.livechat.floor;

/** How a member's media reaches the server. */
public enum MediaPath {
    /** It joined without media and is heard by another way, as through a gateway, or not at all. */
    NONE,
    /** It has an endpoint whose ICE and DTLS are not done yet. */
    CONNECTING,
    /** Its media can come. */
    CONNECTED,
    /** Its endpoint has ended. */
    LOST;

    /** What it is once an endpoint has connected or ended. */
    MediaPath changed(boolean up) {
        if (up) {
            return CONNECTED;
        }
        return this == NONE ? NONE : LOST;
    }

    /** Whether one who talks now could be heard. */
    boolean carries() {
        return this == NONE || this == CONNECTED;
    }
}
