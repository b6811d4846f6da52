package org.livechat.client;

import org.livechat.protocol.ServerMessage;

/** What a {@link SignalingClient} hears that answers no request; called one at a time, in order. */
public interface SignalingListener {
    /** An event, or an answer that names no request of ours: none that was made, or one that has been answered before. */
    void received(ServerMessage message);

    /**
     * The WebSocket is lost, the session may not be: the server waits for a while.
     *
     * @param reason what became of it
     * @return whether {@link SignalingClient#resume()} will follow, and until then nothing comes; false ends the session
     */
    default boolean lost(String reason) {
        return false;
    }

    /**
     * The session has ended, whoever ended it. Nothing comes after.
     *
     * @param status the WebSocket status, 1006 if the connection broke
     * @param reason what the server said
     */
    default void closed(int status, String reason) {}
}
