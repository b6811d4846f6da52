package org.livechat.tools.bench;

import java.time.Duration;

/** Finds the rate at which packets begin to be lost, and measures at a quarter, a half and three quarters of it. */
final class Saturation {
    /** More loss than this is saturation. */
    private static final double MOST_LOSS = 0.001;
    /** Less than this share of the wanted packets means that this process could not send more. */
    private static final double LEAST_SENT = 0.97;

    private static final double STEP = 1.5;
    private static final int REFINEMENTS = 3;
    private static final double FIRST_RATE = 50;
    private static final double HIGHEST_RATE = 200_000;
    private static final double[] SHARES = {0.25, 0.5, 0.75};
    private static final Duration STEP_TIME = Duration.ofSeconds(3);

    private final Load load;
    private final TrafficOptions traffic;
    private final Progress progress;

    Saturation(Load load, TrafficOptions traffic, Progress progress) {
        this.load = load;
        this.traffic = traffic;
        this.progress = progress;
    }

    Report find() {
        double good = 0;
        double bad = FIRST_RATE;
        while (bad < HIGHEST_RATE && holds(bad)) {
            good = bad;
            bad *= STEP;
        }
        for (int i = 0; i < REFINEMENTS && good > 0; i++) {
            double middle = Math.sqrt(good * bad);
            if (holds(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        Report report = new Report();
        report.saturation(good);
        for (double share : SHARES) {
            double rate = Math.max(1, good * share);
            for (int i = 0; i < traffic.rounds(); i++) {
                progress.show(() -> String.format("at %.0f %% of saturation", share * 100));
                report.add(load.measure(rate, traffic.burst, traffic.warmUp(), traffic.time()));
            }
        }
        return report;
    }

    private boolean holds(double rate) {
        progress.show(() -> String.format("looking for saturation: %.0f packets a second", rate));
        Round round = load.measure(rate, traffic.burst, Duration.ofSeconds(1), STEP_TIME);
        double wanted = rate * round.seconds() * load.sources().size();
        return round.lossRatio() <= MOST_LOSS && round.sent() >= LEAST_SENT * wanted - traffic.burst;
    }
}
