package org.livechat.client;

/** What a {@link MediaPeer} tells its owner; called on the peer's thread, which must not be held up. */
public interface MediaPeerListener {
    /** ICE and DTLS are done: packets can flow. */
    default void connected() {}

    /** The peer could not connect, or the server closed DTLS. */
    default void ended(String reason) {}

    /** A packet came, authentic and in the clear. */
    default void received(ReceivedRtp packet) {}

    /** A compound RTCP packet came, authentic and in the clear; the bytes are the listener's own. */
    default void receivedRtcp(byte[] compound) {}
}
