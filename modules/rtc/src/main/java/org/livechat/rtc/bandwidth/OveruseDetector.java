package org.livechat.rtc.bandwidth;

/**
 * Compares the trend of the delay with a threshold that adapts (draft-ietf-rmcat-gcc-02 5.4; Carlucci et al. IV-D): it rises with
 * the trend, so that a flow beside TCP does not starve, and sinks slowly, so that it stays keen.
 */
final class OveruseDetector {
    private static final double START_THRESHOLD_MILLIS = 12.5;
    private static final double LEAST_THRESHOLD_MILLIS = 6;
    private static final double MOST_THRESHOLD_MILLIS = 600;
    private static final double RISE = 0.0087;
    private static final double SINK = 0.039;
    /** A trend that far past the threshold is a spike, which the threshold does not learn from. */
    private static final double SPIKE_MILLIS = 15;

    private static final double MOST_STEP_MILLIS = 100;
    private static final double OVERUSE_MILLIS = 10;
    /** From a slope to a delay that compares with the threshold. */
    private static final double GAIN = 4;

    private double threshold = START_THRESHOLD_MILLIS;
    private double over;
    private int groupsOver;
    private double before;
    private double lastUpdate;
    private boolean updated;
    private LinkUse use = LinkUse.NORMAL;

    /** Takes the slope after a group. */
    void update(double slope, int weight, double sentDeltaMillis, double arrivalMillis) {
        double trend = slope * weight * GAIN;
        if (trend > threshold) {
            over += groupsOver == 0 ? sentDeltaMillis / 2 : sentDeltaMillis;
            groupsOver++;
            if (over > OVERUSE_MILLIS && groupsOver > 1 && trend >= before) {
                over = 0;
                groupsOver = 0;
                use = LinkUse.OVERUSE;
            }
        } else {
            over = 0;
            groupsOver = 0;
            use = trend < -threshold ? LinkUse.UNDERUSE : LinkUse.NORMAL;
        }
        before = trend;
        adapt(Math.abs(trend), arrivalMillis);
    }

    LinkUse use() {
        return use;
    }

    void restart() {
        over = 0;
        groupsOver = 0;
        before = 0;
        updated = false;
        use = LinkUse.NORMAL;
    }

    private void adapt(double trend, double arrivalMillis) {
        double step = updated ? Math.clamp(arrivalMillis - lastUpdate, 0, MOST_STEP_MILLIS) : 0;
        updated = true;
        lastUpdate = arrivalMillis;
        if (trend > threshold + SPIKE_MILLIS) {
            return;
        }
        double gain = trend < threshold ? SINK : RISE;
        threshold = Math.clamp(
                threshold + gain * (trend - threshold) * step, LEAST_THRESHOLD_MILLIS, MOST_THRESHOLD_MILLIS);
    }
}
