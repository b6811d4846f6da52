package org.livechat.media.peer;

import java.util.concurrent.TimeUnit;

/**
 * Defects in a row that one client brings out in one way, with nothing between them that went well. A few, or many at once, may be of one
 * bad picture; a streak that goes on is of the client's state, which only its coming back can mend. For the thread of its worker.
 */
public final class DefectStreak {
    /** A second of a voice; and of time, since a picture has as many packets at once. */
    private static final int LONGEST = 50;

    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private int inARow;
    private long sinceNanos;
    private long wentWell;

    DefectStreak() {}

    /**
     * One more.
     *
     * @param wellSoFar how often it has gone well, ever: what has come to it since the last defect ends the streak before this one
     * @return whether it is too long; the next one begins a new streak then
     */
    public boolean grows(long wellSoFar, long nowNanos) {
        if (inARow == 0 || wentWell != wellSoFar) {
            inARow = 0;
            sinceNanos = nowNanos;
            wentWell = wellSoFar;
        }
        inARow++;
        if (inARow < LONGEST || nowNanos - sinceNanos < SHORTEST_NANOS) {
            return false;
        }
        inARow = 0;
        return true;
    }
}
