package org.livechat.api.media;

import java.util.List;
import java.util.Optional;

/**
 * A STUN or TURN server that clients may use on their way to the media plane; the shape is that of RTCIceServer (WebRTC 1.0, 4.2.2).
 *
 * @param urls its URIs (RFC 7064, RFC 7065), at least one
 * @param username for TURN
 * @param credential the password that goes with it
 * @since 1
 */
public record IceServer(List<String> urls, Optional<String> username, Optional<String> credential) {
    public IceServer {
        urls = List.copyOf(urls);
    }

    /** Leaves the credential out, so that no log ever shows it. */
    @Override
    public String toString() {
        return "IceServer[urls=" + urls + ", username=" + username + "]";
    }
}
