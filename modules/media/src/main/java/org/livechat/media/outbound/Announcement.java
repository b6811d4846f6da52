package org.livechat.media.outbound;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livechat.media.inbound.Talker;

/**
 * Whose picture a slot of a conference is said to carry. The name goes to the client over TCP and through its page, the picture over UDP
 * past both; so that nobody is seen under the name of the one before, another one's picture begins only a while after the name was sent.
 */
final class Announcement {
    /** Longer than a page that has much to do takes to read a message, and too short to be waited for. */
    static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Belongs to the lock of the channel's relay. */
    private @Nullable Talker latest;

    private volatile boolean isNew;
    /** These two belong to the worker. */
    private boolean isRunning;

    private long endNanos;

    /** The slot is given to another talker. Called before its packets can come, under the lock of the channel's relay. */
    void of(Talker talker) {
        // The first one has nobody's name over it.
        isNew |= latest != null && latest != talker;
        latest = talker;
    }

    /** Whether it is too early for a picture; the time runs from the first question on. By the worker. */
    boolean isEarly(long nowNanos) {
        if (isNew) {
            isNew = false;
            isRunning = true;
            endNanos = nowNanos + AHEAD_NANOS;
        }
        isRunning = isRunning && nowNanos - endNanos < 0;
        return isRunning;
    }
}
