package org.livechat.core;

import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;

/** Whether the server is about to stop: then nothing new begins. Thread-safe. */
final class Drain {
    static final String REASON = "the server is about to stop, connect again in a while";

    private final Deadline limit;
    private volatile boolean on;

    /** @param limit when those who still talk are stopped */
    Drain(Deadline limit) {
        this.limit = limit;
    }

    boolean isOn() {
        return on;
    }

    /** From now on nothing new begins. */
    synchronized void begin(long untilNanos) {
        on = true;
        limit.set(untilNanos);
    }

    /** Takes it back; returns whether there was anything to take back. */
    synchronized boolean end() {
        boolean was = on;
        on = false;
        limit.clear();
        return was;
    }

    /** @throws RequestRefused while the server drains */
    void requireOpen() {
        if (on) {
            throw new RequestRefused(ErrorCode.DRAINING, REASON);
        }
    }
}
