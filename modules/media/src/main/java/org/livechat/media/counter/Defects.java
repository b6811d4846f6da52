package org.livechat.media.counter;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a worker does about defects, its own or a plug-in's, that a packet, a client's state or a command has brought out: that one
 * is given up, the worker goes on, and all are counted. One a minute is in the log, since a packet can come as often as its sender
 * likes. For the worker's thread.
 */
public final class Defects {
    private static final Logger log = LoggerFactory.getLogger(Defects.class);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final MediaCounters counters;
    private long toldNanos;
    private boolean told;
    private long untold;

    public Defects(MediaCounters counters) {
        this.counters = counters;
    }

    /**
     * Counts one, and perhaps tells of it.
     *
     * @param where what is given up, for people: {@code a packet}
     */
    public void met(String where, Throwable cause) {
        counters.increment(MediaCounters.Count.DEFECTS);
        long now = System.nanoTime();
        if (told && now - toldNanos < QUIET_NANOS) {
            untold++;
            return;
        }
        told = true;
        toldNanos = now;
        log.error(
                "A media worker has given up {}, by a defect in it or in a plug-in; it goes on, please report it ({} more since the last such line)",
                where,
                untold,
                cause);
        untold = 0;
    }
}
