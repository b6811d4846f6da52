package org.livechat.media.peer;

import java.util.OptionalDouble;

/** The share of packets that a client says it has lost, of all its receiver reports (RFC 3550 6.4.1). Owned by one worker. */
public final class ReportedLoss {
    private static final int WHOLE = 256;
    private static final double NEWEST = 0.25;

    private boolean known;
    private double share;

    ReportedLoss() {}

    /** Notes what one block says, in 1/256. */
    public void reported(int fractionLost) {
        double reported = (double) fractionLost / WHOLE;
        share = known ? share + NEWEST * (reported - share) : reported;
        known = true;
    }

    /** From 0 to 1, a quarter of it from the newest block; empty until there is one. */
    public OptionalDouble share() {
        return known ? OptionalDouble.of(share) : OptionalDouble.empty();
    }
}
