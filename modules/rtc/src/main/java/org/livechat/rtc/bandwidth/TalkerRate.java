package org.livechat.rtc.bandwidth;

/**
 * What a talker that gets no transport-wide feedback is told that its way takes (REMB): at most half as much again as arrives, so that
 * it grows as long as the talker follows and no further, and less where much is lost (draft-ietf-rmcat-gcc-02 6). Owned by one thread.
 */
public final class TalkerRate {
    private static final double OF_ARRIVED = 1.5;
    private static final double GROWTH = 1.25;
    private static final double FEW = 0.02;
    private static final double MANY = 0.1;

    private double rate = RateControl.START;

    /** A rate of 300 kbit/s. */
    public TalkerRate() {}

    /**
     * Follows what has come; call it once a second while pictures do.
     *
     * @param arrivedBitsPerSecond of all that the talker sends, 0 or more
     * @param lost the share that was lost since the last call, 0 to 1
     * @return what it is to be told, in bit/s, 30 kbit/s to 50 Mbit/s
     */
    public long next(long arrivedBitsPerSecond, double lost) {
        if (lost > MANY) {
            rate *= 1 - Math.min(lost, 1) / 2;
        } else if (lost < FEW) {
            rate = Math.min(GROWTH * rate, Math.max(RateControl.START, OF_ARRIVED * arrivedBitsPerSecond));
        }
        rate = Math.clamp(rate, RateControl.LEAST, RateControl.MOST);
        return (long) rate;
    }
}
