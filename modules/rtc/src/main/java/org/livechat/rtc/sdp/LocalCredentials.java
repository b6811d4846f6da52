package org.livechat.rtc.sdp;

import org.livechat.rtc.stun.IceCredentials;

/** Gives the server's ICE credentials for an answer: others than before where the client's are (RFC 8839 4.4.2: ICE restarts). */
@FunctionalInterface
public interface LocalCredentials {
    /** The server's credentials for a client's, as its offer says them. */
    IceCredentials answering(IceCredentials remote);
}
