package org.livechat.media.inbound;

import org.livechat.rtc.loss.ArrivalLog;

/**
 * When a client's packets came, by the numbers that it gave them for that, over all of its streams
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01). Owned by one worker.
 */
public final class Arrivals {
    private final ArrivalLog log = new ArrivalLog();
    private long burst = CurrentBurst.NONE;
    private boolean scheduled;

    Arrivals() {}

    /** Notes a packet of one of the client's bursts. What it sent between two bursts was dropped unread, and is not lost. */
    public void received(long ofBurst, int transportSequence, long nowNanos) {
        if (burst != ofBurst) {
            burst = ofBurst;
            log.restart();
        }
        log.received(transportSequence, nowNanos);
    }

    /** What has come. */
    public ArrivalLog log() {
        return log;
    }

    /** Whether somebody is going to tell the client. */
    public boolean isScheduled() {
        return scheduled;
    }

    public void scheduled(boolean now) {
        scheduled = now;
    }
}
