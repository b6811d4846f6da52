package org.livechat.signaling;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that wait for all clients together. A client may have as many waiting as are still free, so that who has most is refused first
 * when they run out, and who has little is served on (the dynamic threshold of shared-memory switches, Choudhury and Hahne 1998).
 * Thread-safe.
 */
final class EgressBudget {
    /** What a place in a queue takes, beside the bytes that wait there. */
    static final int PLACE_BYTES = 128;

    private final long most;
    private final AtomicLong waiting = new AtomicLong();

    /** @param most how many bytes may wait */
    EgressBudget(long most) {
        this.most = most;
    }

    /**
     * Takes what a parcel needs.
     *
     * @param own what waits for its client already
     * @return false when there is not enough, and nothing is taken
     */
    boolean take(Parcel parcel, long own) {
        long needed = PLACE_BYTES;
        for (Parcel.Piece piece : parcel.pieces()) {
            if (piece.enter()) {
                needed += piece.bytes();
            }
        }
        long before = waiting.getAndAdd(needed);
        if (own + needed > most - before) {
            giveBack(parcel);
            return false;
        }
        return true;
    }

    /** A parcel waits no longer. */
    void giveBack(Parcel parcel) {
        long freed = PLACE_BYTES;
        for (Parcel.Piece piece : parcel.pieces()) {
            if (piece.leave()) {
                freed += piece.bytes();
            }
        }
        waiting.addAndGet(-freed);
    }

    /** How many bytes wait now. */
    long waiting() {
        return waiting.get();
    }
}
