package org.livechat.rtc.bandwidth;

/**
 * How fast the queueing delay grows: the slope of a least squares line through the smoothed delay of the last groups, in ms a ms
 * (the filter that libwebrtc uses in place of the draft's Kalman filter).
 */
final class DelayTrend {
    private static final int WINDOW = 20;
    private static final double SMOOTHING = 0.9;
    /** As many groups as the slope is trusted by at most. */
    private static final int MOST_WEIGHT = 60;

    private final double[] times = new double[WINDOW];
    private final double[] delays = new double[WINDOW];
    private int count;
    private double origin;
    private double accumulated;
    private double smoothed;

    /** Adds a group's delay variation. */
    void add(double variationMillis, double arrivalMillis) {
        if (count == 0) {
            origin = arrivalMillis;
        }
        accumulated += variationMillis;
        smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * accumulated;
        int index = count % WINDOW;
        times[index] = arrivalMillis - origin;
        delays[index] = smoothed;
        count++;
        if (count == Integer.MAX_VALUE - 1) {
            restart();
        }
    }

    /** Whether there are enough groups for a slope. */
    boolean isKnown() {
        return count >= WINDOW;
    }

    /** How many groups back the slope, 60 at most. */
    int weight() {
        return Math.min(count, MOST_WEIGHT);
    }

    double slope() {
        double meanTime = 0;
        double meanDelay = 0;
        for (int i = 0; i < WINDOW; i++) {
            meanTime += times[i] / WINDOW;
            meanDelay += delays[i] / WINDOW;
        }
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < WINDOW; i++) {
            numerator += (times[i] - meanTime) * (delays[i] - meanDelay);
            denominator += (times[i] - meanTime) * (times[i] - meanTime);
        }
        return denominator == 0 ? 0 : numerator / denominator;
    }

    void restart() {
        count = 0;
        accumulated = 0;
        smoothed = 0;
    }
}
