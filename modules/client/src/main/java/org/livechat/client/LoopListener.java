package org.livechat.client;

/** What a {@link LoopPeer} tells its owner; called on the loop's thread, which must not be held up. */
public interface LoopListener {
    /** An SRTP packet came; it has not been authenticated, and is the listener's until it returns. */
    void received(ArrivedPacket packet);

    /** The peer could not connect, or the server ended it. */
    default void ended(String reason) {}
}
