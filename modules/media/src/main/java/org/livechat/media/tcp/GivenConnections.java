package org.livechat.media.tcp;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.SharedPortConnection;

/** Connections that came in at a port of somebody else's and wait for the port's thread. */
final class GivenConnections {
    private static final int MOST = 256;

    private final Queue<SharedPortConnection> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /** Puts one in; false if too many wait. Any thread. */
    boolean offer(SharedPortConnection connection) {
        if (count.incrementAndGet() > MOST) {
            count.decrementAndGet();
            return false;
        }
        return waiting.add(connection);
    }

    /** The next one; null if none waits. Any thread. */
    @Nullable
    SharedPortConnection poll() {
        SharedPortConnection next = waiting.poll();
        if (next != null) {
            count.decrementAndGet();
        }
        return next;
    }
}
