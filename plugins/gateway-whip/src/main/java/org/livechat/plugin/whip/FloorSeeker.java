package org.livechat.plugin.whip;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.livechat.api.control.Event;

/**
 * When a publisher in a PTT channel asks for the floor: its media is its request. It asks when media comes that is not heard,
 * unless it waits in the queue already or lost the floor just now; one that sends nothing asks for nothing. Pings are needed
 * at no time, since the floor takes media for them, and one who is granted the floor and sends nothing is to lose it.
 *
 * <p>Thread-safe; never blocks.
 */
final class FloorSeeker {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 10;

    private enum Standing {
        /** It has no floor. */
        WITHOUT,
        /** Its request is on the way. */
        ASKING,
        /** It is in the queue. */
        QUEUED,
        /** It has the floor. */
        HOLDING
    }

    private final Duration pause;
    private final LongSupplier nanoTime;
    private Standing standing = Standing.WITHOUT;
    private int denials;
    private long notBeforeNanos;

    /** @param pause how long others are left the floor that it has lost; doubled each time that it is denied */
    FloorSeeker(Duration pause, LongSupplier nanoTime) {
        this.pause = pause;
        this.nanoTime = nanoTime;
        this.notBeforeNanos = nanoTime.getAsLong();
    }

    /** Notes what happened, and returns whether to ask now; then {@link #asked()} has to be called after it. */
    synchronized boolean happened(Event event) {
        switch (event) {
            case Event.FloorGranted _ -> {
                standing = Standing.HOLDING;
                denials = 0;
            }
            case Event.FloorQueued _ -> standing = Standing.QUEUED;
            case Event.FloorDenied _ -> denied();
            case Event.FloorRevoked _ -> {
                standing = Standing.WITHOUT;
                pauseFor(pause);
            }
            case Event.FloorTaken _ -> letGo();
            case Event.FloorIdle _ -> {
                letGo();
                if (denials > 0) {
                    // Whoever kept it from the floor does so no more.
                    denials = 0;
                    pauseFor(Duration.ZERO);
                }
            }
            case Event.MediaUnheard _ -> {
                return mayAsk();
            }
            default -> {
                // nothing of the floor
            }
        }
        return false;
    }

    /** The request has been made; if nothing has come of it, that counts as a denial. */
    synchronized void asked() {
        if (standing == Standing.ASKING) {
            denied();
        }
    }

    // One who is told that it is not heard although it holds the floor has missed something, and a holder may always
    // ask.
    private boolean mayAsk() {
        if (standing == Standing.ASKING || standing == Standing.QUEUED || nanoTime.getAsLong() - notBeforeNanos < 0) {
            return false;
        }
        standing = Standing.ASKING;
        return true;
    }

    /** A burst that ended by silence, or a floor that others have: the end that a holder is not told of by REVOKE. */
    private void letGo() {
        if (standing == Standing.HOLDING) {
            standing = Standing.WITHOUT;
        }
    }

    private void denied() {
        standing = Standing.WITHOUT;
        Duration longer = pause.multipliedBy(1L << Math.min(denials, MOST_DOUBLINGS));
        pauseFor(longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE);
        denials++;
    }

    private void pauseFor(Duration time) {
        notBeforeNanos = nanoTime.getAsLong() + time.toNanos();
    }
}
