package org.livechat.media.tcp;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** Connections that are not read for a moment, though something may have come. Owned by the port's thread. */
final class DeferredReads {
    /** Between two looks at whether they may be read again. */
    private static final long MOMENT_MILLIS = 5;

    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(MOMENT_MILLIS);

    private final ArrayDeque<TcpConnection> connections = new ArrayDeque<>();
    private long nextNanos;

    /** Reads one no more, until {@link #goOn} comes to it. */
    void add(TcpConnection connection, long nowNanos) {
        if (connections.isEmpty()) {
            nextNanos = nowNanos + MOMENT_NANOS;
        }
        connection.awaitPackets(false);
        connections.add(connection);
    }

    /** How long may be waited for other things, of as many milliseconds at most. */
    long waitMillis(long most) {
        return connections.isEmpty() ? most : Math.min(most, MOMENT_MILLIS);
    }

    /** Reads those again whose moment is over: whoever may still not be read is added anew. */
    void goOn(long nowNanos) {
        if (connections.isEmpty() || nowNanos - nextNanos < 0) {
            return;
        }
        nextNanos = nowNanos + MOMENT_NANOS;
        for (int left = connections.size(); left > 0; left--) {
            TcpConnection next = connections.remove();
            if (next.mayBeRead(nowNanos)) {
                next.awaitPackets(true);
            } else {
                connections.add(next);
            }
        }
    }
}
