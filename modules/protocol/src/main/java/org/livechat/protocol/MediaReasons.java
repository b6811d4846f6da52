package org.livechat.protocol;

import org.livechat.api.media.MediaListener;

/** Why media has ended, as clients are told. */
public final class MediaReasons {
    private MediaReasons() {}

    /** What a client is told. */
    public static String wireName(MediaListener.Reason reason) {
        return switch (reason) {
            case HANDSHAKE_TIMEOUT -> "handshake_timeout";
            case HANDSHAKE_FAILED -> "handshake_failed";
            case CONSENT_EXPIRED -> "consent_expired";
            case CLOSED_BY_PEER -> "closed_by_peer";
            case SERVER_DEFECT -> "server_defect";
        };
    }
}
