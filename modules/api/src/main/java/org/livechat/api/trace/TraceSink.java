package org.livechat.api.trace;

import org.livechat.api.part.Part;

/**
 * Where modules put what operators may watch. Callable from any thread and under any lock: it never blocks, whoever
 * reads and however slowly.
 *
 * @since 1
 */
public interface TraceSink extends Part {
    /** Whether anything becomes of an event now; ask before making one. */
    boolean isActive();

    /** Takes an event; does nothing while {@link #isActive()} is false. */
    void publish(TraceEvent event);

    /** Takes nothing. */
    static TraceSink none() {
        return new TraceSink() {
            @Override
            public boolean isActive() {
                return false;
            }

            @Override
            public void publish(TraceEvent event) {
                // nobody will read it
            }
        };
    }
}
