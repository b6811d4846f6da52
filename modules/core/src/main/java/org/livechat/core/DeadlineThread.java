package org.livechat.core;

/** The one thread that acts on deadlines. */
final class DeadlineThread implements AutoCloseable {
    private final Deadlines deadlines;
    private final Thread thread;

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
        try {
            while (!Thread.currentThread().isInterrupted()) {
                deadlines.awaitDue();
                deadlines.runDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the action that is running has ended; no other follows. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
