package org.livechat.api.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.livechat.api.Credential;

/** The control plane as its front ends see it. All methods may be called from any thread. */
public interface ControlPlane extends AutoCloseable {
    /**
     * Opens a session. An older session of the same user is ended with SESSION_REPLACED first.
     *
     * @param credential who the client is, already authenticated
     * @param priority the default priority of its floor requests, 0..255, bounded by the credential; 0 is usual
     * @param outbox where its events go
     * @throws org.livechat.api.RequestRefused INVALID_PAYLOAD for another priority, DRAINING while nobody new is let in,
     *     RATE_LIMITED when there are as many sessions as the server may have
     */
    Session open(Credential credential, int priority, Outbox outbox);

    /**
     * Whether an operator keeps a user out, for front ends that show something to users without a session.
     *
     * @throws org.livechat.api.RequestRefused ACCESS_DENIED, with until when
     * @since 1
     */
    default void requireUnblocked(String userId) {}

    /** How often a client has to say that it is alive: its gateway then calls {@link Session#heartbeat()}. */
    Duration heartbeatInterval();

    /**
     * How long a gateway keeps a session whose connection was lost, for its client to come back over another one; zero where sessions
     * end with their connections.
     */
    default Duration resumeTimeout() {
        return Duration.ZERO;
    }

    /** The longest message that {@link Session#postMessage} takes, in bytes of UTF-8. */
    int messageLimitBytes();

    /** All channels, by frequency. */
    List<ChannelSummary> channels();

    Optional<ChannelDetail> channel(String channelId);

    /** Ends all sessions and stops the timers. */
    @Override
    void close();
}
