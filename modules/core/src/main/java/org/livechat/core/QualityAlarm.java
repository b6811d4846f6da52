package org.livechat.core;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.livechat.api.metrics.Metric;
import org.livechat.api.trace.TraceEvent;
import org.livechat.core.quality.ThresholdAlarm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarm of one figure over all channels: tells the log, the trace and the figures when it is raised and when it is over. Any
 * thread; under its lock only the trace is called, which never blocks, and the log, no more than once in {@link #BETWEEN_WARNINGS}.
 */
final class QualityAlarm {
    private static final Logger log = LoggerFactory.getLogger(QualityAlarm.class);

    /** An alarm that comes and goes is logged so often at most; trace and figures have it each time. */
    private static final long BETWEEN_WARNINGS = TimeUnit.MINUTES.toNanos(5);

    private static final long BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(10);

    private final String figure;
    private final String what;
    private final Duration threshold;
    private final ThresholdAlarm alarm;
    private final TimeSource time;
    private final Observation observation;
    private final Deadline look;
    private boolean warned;
    private long warnedNanos;
    private volatile boolean raised;

    /**
     * @param figure its name in the setting's key, which is {@code quality.FIGURE_alarm}, and in the figures
     * @param what what takes too long, in words
     * @param threshold what is longer is too long
     */
    QualityAlarm(
            String figure,
            String what,
            Duration threshold,
            Duration window,
            TimeSource time,
            Deadlines deadlines,
            Observation observation) {
        this.figure = figure;
        this.what = what;
        this.threshold = threshold;
        this.alarm = new ThresholdAlarm(threshold.toNanos(), window.toNanos());
        this.time = time;
        this.observation = observation;
        this.look = deadlines.create(this::look);
    }

    Metric metric() {
        return new Metric(
                "alarm",
                Metric.Kind.GAUGE,
                "1 while a figure of all channels is worse than its setting quality.FIGURE_alarm allows",
                Map.of("figure", figure),
                () -> raised ? 1 : 0);
    }

    synchronized void measured(String channelId, long nanos) {
        ThresholdAlarm.Change change = alarm.measured(nanos, time.nanoTime());
        tell(change, Optional.of(channelId));
    }

    private synchronized void look() {
        tell(alarm.passed(time.nanoTime()), Optional.empty());
        if (raised) {
            lookLater();
        }
    }

    private void lookLater() {
        look.set(time.nanoTime() + BETWEEN_LOOKS);
    }

    private void tell(ThresholdAlarm.Change change, Optional<String> channelId) {
        switch (change) {
            case NONE -> {}
            case RAISED -> {
                raised = true;
                lookLater();
                warn(channelId.orElse("nowhere"));
                trace(channelId, "QUALITY_ALARM");
            }
            case CLEARED -> {
                raised = false;
                log.info("{} takes no longer than {} ms again", what, threshold.toMillis());
                trace(channelId, "QUALITY_ALARM_OVER");
            }
        }
    }

    private void warn(String channelId) {
        long now = time.nanoTime();
        if (!warned || now - warnedNanos >= BETWEEN_WARNINGS) {
            warned = true;
            warnedNanos = now;
            log.warn("{}, the latest in {}; quality.{}_alarm", summary(), channelId, figure);
        }
    }

    private String summary() {
        return "%s took longer than %d ms in %d of %d cases"
                .formatted(what, threshold.toMillis(), alarm.tooLong(), alarm.measurements());
    }

    private void trace(Optional<String> channelId, String operation) {
        if (observation.trace().isActive()) {
            observation
                    .trace()
                    .publish(TraceEvent.system(time.wallMillis(), channelId, Optional.empty(), operation, summary()));
        }
    }
}
