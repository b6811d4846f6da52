package org.livechat.api.control;

import java.time.Duration;
import java.util.Optional;
import org.livechat.api.ErrorCode;

/**
 * Where a session's events go. Implemented by front ends; called from any thread, by several at once when
 * the session is in several channels. Must never block and never call back into the control plane; a session whose
 * outbox throws is closed.
 */
public interface Outbox {
    /** Queues an event; events arrive at the client in the order of these calls. */
    void send(Event event);

    /** Tells the client this error, then closes its connection. Nothing is sent after it. */
    void end(ErrorCode code, String reason);

    /**
     * For how long the session has waited for its client, whose connection was lost; empty while there is one, and where a session ends
     * with its connection.
     *
     * @since 1
     */
    default Optional<Duration> away() {
        return Optional.empty();
    }
}
