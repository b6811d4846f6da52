package org.livechat.record;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, from a thread of its own, what the one that writes cannot tell while it waits for the disk: that it does, and that packets are dropped. */
final class RecorderWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecorderWatch.class);

    private static final Duration APART = Duration.ofMillis(500);

    /** A disk that has taken nothing for so long stalls. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Where none was dropped for as long, the next one is told of. */
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Thread writer;
    private final LongSupplier busyNanos;
    private final LongSupplier dropped;
    private final Alarm alarm;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("livechat-recorder-watch").daemon().factory());
    /** Of the watching thread alone, as what follows. */
    private long droppedBefore;

    private long droppedNanos;

    /**
     * @param writer the thread that writes
     * @param busyNanos for how long it has been at its present round; 0 while it rests
     * @param dropped packets that found no room since the start
     */
    RecorderWatch(Thread writer, LongSupplier busyNanos, LongSupplier dropped, Alarm alarm) {
        this.writer = writer;
        this.busyNanos = busyNanos;
        this.dropped = dropped;
        this.alarm = alarm;
    }

    void start() {
        var _ = clock.scheduleWithFixedDelay(this::look, 0, APART.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        lookAtDisk();
        lookAtDropped(System.nanoTime());
    }

    private void lookAtDisk() {
        if (busyNanos.getAsLong() < STALL_NANOS) {
            alarm.works(Alarm.Work.KEEPING_UP);
            return;
        }
        String what = "the disk has taken nothing for %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(STALL_NANOS));
        var where = new TimeoutException(what);
        where.setStackTrace(writer.getStackTrace());
        alarm.fails(Alarm.Work.KEEPING_UP, what, where);
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
        clock.shutdownNow();
    }
}
