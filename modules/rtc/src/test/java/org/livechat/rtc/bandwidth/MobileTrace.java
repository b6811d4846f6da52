package org.livechat.rtc.bandwidth;

import java.util.Random;

/** The rate of a mobile link by a rule: a walk between 200 kbit/s and 6 Mbit/s, a step each 200 ms, with short fades. */
final class MobileTrace {
    private static final double LEAST = 200e3;
    private static final double MOST = 6e6;
    private static final int STEPS = 1000;

    private MobileTrace() {}

    static SimulatedLink.Rate of(long seed) {
        var random = new Random(seed);
        double[] rates = new double[STEPS];
        double rate = 2e6;
        for (int i = 0; i < STEPS; i++) {
            rate = Math.clamp(rate * Math.exp(0.15 * random.nextGaussian()), LEAST, MOST);
            rates[i] = random.nextInt(100) == 0 ? LEAST : rate;
        }
        return seconds -> rates[(int) (seconds * 5) % STEPS];
    }
}
