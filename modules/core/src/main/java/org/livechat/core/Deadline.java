package org.livechat.core;

import java.util.OptionalLong;

/** The next moment of one owner; armed and disarmed through {@link Deadlines}, which guards its fields. */
final class Deadline {
    private final Deadlines deadlines;
    private final Runnable action;

    /** Tells deadlines of the same moment apart. */
    final long number;

    long atNanos;
    boolean armed;

    Deadline(Deadlines deadlines, long number, Runnable action) {
        this.deadlines = deadlines;
        this.number = number;
        this.action = action;
    }

    /** The action will run once when the time has come, unless it is moved before. */
    void set(long nanos) {
        deadlines.arm(this, nanos);
    }

    void clear() {
        deadlines.disarm(this);
    }

    void set(OptionalLong nanos) {
        if (nanos.isPresent()) {
            set(nanos.getAsLong());
        } else {
            clear();
        }
    }

    void run() {
        action.run();
    }
}
