package org.livechat.signaling;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that are in memory for all clients together, for one purpose. A client may have as many as are still free, so that who has most is
 * refused first when they run out, and who has little is served on (the dynamic threshold of shared-memory switches, Choudhury and Hahne
 * 1998). Thread-safe.
 */
final class ParcelBudget {
    /** What a place in a queue takes, beside the bytes that are there. */
    static final int PLACE_BYTES = 128;

    private final Parcel.Use use;
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param use what the bytes are in memory for
     * @param most how many of them there may be
     */
    ParcelBudget(Parcel.Use use, long most) {
        this.use = use;
        this.most = most;
    }

    /**
     * Takes what a parcel needs.
     *
     * @param own what its client has already
     * @return false when there is not enough, and nothing is taken
     */
    boolean take(Parcel parcel, long own) {
        long needed = PLACE_BYTES;
        for (Parcel.Piece piece : parcel.pieces()) {
            if (piece.enter(use)) {
                needed += piece.bytes();
            }
        }
        long before = taken.getAndAdd(needed);
        if (own + needed > most - before) {
            giveBack(parcel);
            return false;
        }
        return true;
    }

    /** A parcel is there no longer. */
    void giveBack(Parcel parcel) {
        long freed = PLACE_BYTES;
        for (Parcel.Piece piece : parcel.pieces()) {
            if (piece.leave(use)) {
                freed += piece.bytes();
            }
        }
        taken.addAndGet(-freed);
    }

    /** How many bytes there are now. */
    long taken() {
        return taken.get();
    }
}
