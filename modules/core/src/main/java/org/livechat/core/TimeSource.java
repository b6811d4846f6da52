package org.livechat.core;

import java.util.concurrent.TimeUnit;

/** Where the control plane reads the time, so that tests can give it a time of their own. */
public interface TimeSource {
    /** Nanoseconds since an arbitrary moment; never goes back. Only differences mean something. */
    long nanoTime();

    /** Unix time in ms, for people to read; may jump. */
    long wallMillis();

    /** The clocks of this machine. */
    static TimeSource system() {
        return new TimeSource() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public long wallMillis() {
                return System.currentTimeMillis();
            }
        };
    }

    /** The wall clock's time of a moment {@code elapsedNanos} ago. */
    default long wallMillisBefore(long elapsedNanos) {
        return wallMillis() - TimeUnit.NANOSECONDS.toMillis(elapsedNanos);
    }
}
