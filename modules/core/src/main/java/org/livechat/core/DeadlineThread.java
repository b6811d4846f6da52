package org.livechat.core;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that acts on deadlines. Nothing but {@link #close} ends it: no interrupt by a plug-in, no error. */
final class DeadlineThread implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeadlineThread.class);

    private final Deadlines deadlines;
    private final Thread thread;
    private volatile boolean closed;

    private DeadlineThread(Deadlines deadlines) {
        this.deadlines = deadlines;
        this.thread = Thread.ofPlatform().name("livechat-deadlines").daemon().unstarted(this::run);
    }

    static DeadlineThread start(Deadlines deadlines) {
        var started = new DeadlineThread(deadlines);
        started.thread.start();
        return started;
    }

    private void run() {
        while (!closed) {
            try {
                deadlines.awaitDue();
                deadlines.runDue();
            } catch (InterruptedException _) {
                // By close(), which the loop sees; by an action of a plug-in's it means nothing.
            } catch (RuntimeException | Error e) {
                log.error("The thread of the deadlines failed; it goes on", e);
            }
        }
    }

    /** Returns when the action that is running has ended; no other follows. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
