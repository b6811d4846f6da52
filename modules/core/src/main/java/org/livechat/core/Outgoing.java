package org.livechat.core;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a channel has decided and has yet to tell: first decided, first delivered, by one thread at a time.
 *
 * <p>A use case adds its deliveries while it holds the channel's lock, so that they stand in the order of the decisions,
 * and calls {@link #deliver()} after it has released it. That call returns when they are delivered, by itself or by a
 * thread that was at it already; so nobody adds faster than is delivered, and the queue holds no more than the
 * deliveries of as many use cases as there are threads.
 */
final class Outgoing {
    private static final Logger log = LoggerFactory.getLogger(Outgoing.class);

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final Turns turns;
    private final String what;

    Outgoing(String channelId, Turns turns) {
        this.turns = turns;
        this.what = "telling members of channel " + channelId;
    }

    /** Under the channel's lock. The delivery must not block, and take no lock but an innermost one. */
    void add(Runnable delivery) {
        waiting.add(delivery);
    }

    /** Under no channel's lock. */
    void deliver() {
        turn.lock();
        turns.begin(what);
        try {
            for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                run(next);
            }
        } finally {
            turns.end();
            turn.unlock();
        }
    }

    private static void run(Runnable delivery) {
        try {
            delivery.run();
        } catch (RuntimeException | Error e) {
            // One that fails must not keep from the others what was decided, whatever a plug-in has thrown.
            log.error("A channel's delivery failed; the ones behind it go on", e);
        }
    }
}
