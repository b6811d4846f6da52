package org.livechat.record;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, from a thread of its own, what those that write cannot tell while they wait for the disk: that they do, and that packets are dropped. */
final class RecorderWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecorderWatch.class);

    private static final Duration APART = Duration.ofMillis(500);

    /** A disk that has not stalled for so long works: one that stalls now and then is one alarm, not many. */
    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Where none was dropped for as long, the next one is told of. */
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final List<DiskWait> waits;
    private final LongSupplier dropped;
    private final LongSupplier clock;
    private final Alarm alarm;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("livechat-recorder-watch").daemon().factory());
    /** Of the watching thread alone, as what follows. */
    private boolean isStalling;

    private long stalledNanos;
    private long droppedBefore;
    private long droppedNanos;
    private boolean isDefectTold;

    /**
     * @param waits of the threads that write
     * @param dropped packets that found no room since the start
     * @param clock as {@link System#nanoTime()}
     */
    RecorderWatch(List<DiskWait> waits, LongSupplier dropped, LongSupplier clock, Alarm alarm) {
        this.waits = List.copyOf(waits);
        this.dropped = dropped;
        this.clock = clock;
        this.alarm = alarm;
    }

    void start() {
        var _ = schedule.scheduleWithFixedDelay(this::look, 0, APART.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once. Called by one thread at a time; throws nothing. */
    void look() {
        try {
            lookAtDisk(clock.getAsLong());
            lookAtDropped(clock.getAsLong());
        } catch (Throwable defect) {
            // What is thrown from here would be the last that the watch does.
            if (!isDefectTold) {
                isDefectTold = true;
                log.error("The recorder is watched with a defect, which is told once", defect);
            }
        }
    }

    private void lookAtDisk(long nowNanos) {
        for (DiskWait wait : waits) {
            if (wait.isStalled()) {
                isStalling = true;
                stalledNanos = nowNanos;
                var where = new TimeoutException(wait.what());
                where.setStackTrace(wait.stack());
                alarm.fails(Alarm.Work.KEEPING_UP, wait.what(), where);
            }
        }
        if (isStalling && nowNanos - stalledNanos >= CALM_NANOS) {
            isStalling = false;
            alarm.works(Alarm.Work.KEEPING_UP);
        }
    }

    private void lookAtDropped(long nowNanos) {
        long now = dropped.getAsLong();
        if (now == droppedBefore) {
            return;
        }
        boolean begins = droppedBefore == 0 || nowNanos - droppedNanos > QUIET_NANOS;
        droppedBefore = now;
        droppedNanos = nowNanos;
        if (begins) {
            log.warn("More comes than the disk takes, and packets are not recorded: recorder.ring_bytes is full");
            alarm.show("RECORDER_DROPS", "packets find no room in the ring", Optional.empty(), Optional.empty());
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
