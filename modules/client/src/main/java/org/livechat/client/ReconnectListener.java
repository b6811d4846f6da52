package org.livechat.client;

import java.time.Duration;
import org.livechat.protocol.ServerMessage;

/** What a {@link ReconnectingClient} tells. */
public interface ReconnectListener {
    /**
     * A session has begun: the first, or another one after the one before was over, with all that it was in. This is where channels are
     * joined, with a new media connection each. On a virtual thread of its own, so that answers may be waited for; requests fail with
     * {@link RequestFailed} when this session ends, too, and then there will be another one.
     *
     * @param session to speak by, until there is another one
     */
    void began(SignalingClient session);

    /** As {@link SignalingListener#received}. */
    void received(ServerMessage message);

    /**
     * There is no connection, and it will be tried again. While the session may go on, its media does, and what is asked for waits.
     *
     * @param reason what became of the last one, or of the last try
     * @param untilNextTry how long that will be
     */
    default void away(String reason, Duration untilNextTry) {}

    /** The connection is back, and the session goes on; nothing was lost. */
    default void resumed() {}

    /**
     * It is over, by {@link ReconnectingClient#close()} or for a reason that another try cannot change: a token that is not accepted, an
     * operator, a newer session of the same user.
     *
     * @param reason what the server said
     */
    default void ended(String reason) {}
}
