package org.livechat.api.part;

/**
 * A part that lives as long as its server. The server makes all parts, then starts them in the order of what they need, and
 * closes them in the reverse order. All three happen on one thread at a time, but {@link #close} may come while the part's
 * own threads are at work.
 *
 * @since 1
 */
public interface Part extends AutoCloseable {
    /**
     * Begins to work: everything it needs has started. What waits or takes long belongs on a thread of the part's own.
     *
     * @throws PartFailed when it cannot; the server goes on without it, unless the configuration requires it
     */
    default void start() {}

    /** Ends its work and gives up all it holds, within seconds; also when it was never started. Safe to call again. */
    @Override
    default void close() {}
}
