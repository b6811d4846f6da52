package org.livechat.rtc.bandwidth;

/**
 * At which rates the link was full lately: a mean and its spread, in kbit/s (draft-ietf-rmcat-gcc-02 5.5). Near it the estimate
 * grows with care, far above it the link has changed and the rate is forgotten.
 */
final class CongestedRate {
    private static final double SMOOTHING = 0.05;
    /** Relative variances, in kbit/s: between what a steady link shows and what a radio link does. */
    private static final double LEAST_VARIANCE = 0.4;

    private static final double MOST_VARIANCE = 2.5;
    private static final double DEVIATIONS = 3;

    private boolean known;
    private double mean;
    private double variance = LEAST_VARIANCE;

    /** The link was full at that rate. */
    void add(double bitsPerSecond) {
        double sample = bitsPerSecond / 1000;
        if (!known || sample < mean - spread() || sample > mean + spread()) {
            known = true;
            mean = sample;
            return;
        }
        double error = mean - sample;
        mean += SMOOTHING * (sample - mean);
        variance = Math.clamp(
                variance + SMOOTHING * (error * error / Math.max(mean, 1) - variance), LEAST_VARIANCE, MOST_VARIANCE);
    }

    boolean isKnown() {
        return known;
    }

    double bitsPerSecond() {
        return mean * 1000;
    }

    /** Whether a rate that has got through is too high for a link that is full where we thought. */
    boolean isRefutedBy(double bitsPerSecond) {
        return known && bitsPerSecond / 1000 > mean + spread();
    }

    void forget() {
        known = false;
        variance = LEAST_VARIANCE;
    }

    private double spread() {
        return DEVIATIONS * Math.sqrt(variance * mean);
    }
}
