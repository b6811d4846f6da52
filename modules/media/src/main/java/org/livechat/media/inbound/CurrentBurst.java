package org.livechat.media.inbound;

/**
 * The burst that a client's packets belong to, and what was said of packets that belong to none. Owned by one worker.
 */
public final class CurrentBurst {
    /** No burst has this number. */
    public static final long NONE = -1;

    private long number = NONE;
    private long lastMediaNanos;
    private long nextLookNanos;
    private boolean looked;

    /** Notes media of a burst; true when it is the burst's first. */
    public boolean hears(long burst, long nowNanos) {
        lastMediaNanos = nowNanos;
        if (number == burst) {
            return false;
        }
        number = burst;
        return true;
    }

    /** The burst whose media came last, or {@link #NONE} once it went quiet. */
    public long number() {
        return number;
    }

    public void ended() {
        number = NONE;
    }

    public long lastMediaNanos() {
        return lastMediaNanos;
    }

    /** Whether media without the floor is to be looked at again. */
    public boolean isLookDue(long nowNanos) {
        return !looked || nowNanos - nextLookNanos >= 0;
    }

    /** Notes that some was looked at, and that none is before an instant. */
    public void looked(long nextNanos) {
        looked = true;
        nextLookNanos = nextNanos;
    }
}
