package org.livechat.media.tcp;

import java.util.concurrent.atomic.AtomicLong;

/** What all connections together may have waiting, in bytes. Any thread. */
final class BacklogMemory {
    private final long most;
    private final AtomicLong used = new AtomicLong();

    BacklogMemory(long most) {
        this.most = most;
    }

    /** Takes so many; false if there are not so many left. */
    boolean take(int bytes) {
        if (used.addAndGet(bytes) <= most) {
            return true;
        }
        giveBack(bytes);
        return false;
    }

    /** Takes them also if there are not so many left: for what has to be kept, of which each connection has one frame at most. */
    void takeAnyway(int bytes) {
        used.addAndGet(bytes);
    }

    void giveBack(int bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
