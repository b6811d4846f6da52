package org.livechat.media.tcp;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Connections that are not read for a moment, though something may have come: each has its turn, the first one first. Owned by the
 * port's thread.
 */
final class DeferredReads {
    /** Between two looks at whether they may be read again. */
    private static final long MOMENT_MILLIS = 5;

    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(MOMENT_MILLIS);

    /** Reads a connection, if it may be read by now; else leaves it as it is. */
    interface Reading {
        /** False if it has to go on waiting. */
        boolean tried(TcpConnection connection, long nowNanos);
    }

    private final ArrayDeque<TcpConnection> connections = new ArrayDeque<>();
    private final Reading reading;
    private long nextNanos;

    DeferredReads(Reading reading) {
        this.reading = reading;
    }

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

    /** Reads those again whose moment is over. One that has ended meanwhile is forgotten, however long the others wait. */
    void goOn(long nowNanos) {
        if (connections.isEmpty() || nowNanos - nextNanos < 0) {
            return;
        }
        nextNanos = nowNanos + MOMENT_NANOS;
        for (int left = connections.size(); left > 0; left--) {
            TcpConnection next = connections.remove();
            if (!next.isOpen()) {
                continue;
            }
            if (reading.tried(next, nowNanos)) {
                next.awaitPackets(true);
            } else {
                connections.add(next);
            }
        }
    }
}
