package org.livechat.tools.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.livechat.tools.CommandFailed;

/** Lets sources send at their times, on the caller's thread; each a part of a period behind the one before. */
final class Pacer {
    private final List<Source> sources;
    private final double framesPerSecond;
    private final int packetsPerFrame;

    /** @param framesPerSecond of each source */
    Pacer(List<Source> sources, double framesPerSecond, int packetsPerFrame) {
        this.sources = sources;
        this.framesPerSecond = framesPerSecond;
        this.packetsPerFrame = packetsPerFrame;
    }

    /** Sends for so long. What falls behind is made up for. */
    void run(Duration time) {
        double interval = 1e9 / framesPerSecond / sources.size();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        for (long tick = 0; ; tick++) {
            long due = start + (long) (tick * interval);
            if (due - end >= 0) {
                waitUntil(end);
                return;
            }
            waitUntil(due);
            if (Thread.currentThread().isInterrupted()) {
                throw CommandFailed.notConnected("interrupted");
            }
            sources.get((int) (tick % sources.size())).sendFrame(packetsPerFrame, framesPerSecond);
        }
    }

    /** Waits for a moment of {@link System#nanoTime}. */
    static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
