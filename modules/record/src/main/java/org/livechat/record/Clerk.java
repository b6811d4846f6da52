package org.livechat.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.livechat.api.recording.Recorder.Talk;
import org.livechat.api.store.Change;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoredRecording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to files once they have ended: they are finished, noted and, when they are old, deleted. One thread of its own. */
final class Clerk implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Clerk.class);

    /** How long what has failed waits. */
    static final Duration RETRY = Duration.ofSeconds(5);

    /** Files that end within so long are finished together: what the store is asked for at once is one commit. */
    private static final Duration TOGETHER = Duration.ofMillis(500);

    private static final Duration TIDY = Duration.ofMinutes(5);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final Path root;
    private final Store store;
    private final Alarm alarm;
    private final WriteAlarm writeAlarm;
    private final Finisher finisher;
    private final Retention retention;
    private final RecordingIds ids;
    private final Queue<EndedFile> ended = new ConcurrentLinkedQueue<>();
    private final Map<String, Boolean> refusedCodecs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("livechat-recorder-clerk").daemon().factory());
    private volatile boolean closed;

    /** @param forcing told of the time that files take to get to the disk */
    Clerk(
            Path root,
            RecorderSettings settings,
            Store store,
            Alarm alarm,
            WriteAlarm writeAlarm,
            RecordingIds ids,
            DiskWait forcing) {
        this.root = root;
        this.store = store;
        this.alarm = alarm;
        this.writeAlarm = writeAlarm;
        this.ids = ids;
        this.finisher = new Finisher(root, store, alarm, forcing);
        this.retention = new Retention(root, settings, store);
    }

    /** Also finishes what a run before has left. */
    void start() {
        try {
            LostRegister register = LostRegister.atStart(root, store, alarm);
            perform(() -> untilDone(register::look));
            List<Path> left = Folders.files(root).stream()
                    .filter(RecordingIds::isUnfinished)
                    .toList();
            if (!left.isEmpty()) {
                log.info("{} recordings of a run that was killed are being finished", left.size());
            }
            left.forEach(file -> perform(() -> finish(EndedFile.ofKilledRun(file))));
        } catch (IOException e) {
            alarm.fails(Alarm.Work.TIDYING, "%s cannot be looked through: %s".formatted(root, Reason.withFile(e)), e);
        }
        var _ = thread.scheduleWithFixedDelay(
                this::finishEnded, TOGETHER.toMillis(), TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
        var _ = thread.scheduleWithFixedDelay(this::tidy, 0, TIDY.toSeconds(), TimeUnit.SECONDS);
        var _ = thread.scheduleWithFixedDelay(
                writeAlarm::tryAgain, RETRY.toSeconds(), RETRY.toSeconds(), TimeUnit.SECONDS);
    }

    /** Takes a file that nothing is written to any more. Any thread. */
    void ended(EndedFile file) {
        ended.add(file);
    }

    /** All that have ended since the last time: their rows get to the disk together. */
    private void finishEnded() {
        try {
            List<EndedFile> some = new ArrayList<>();
            for (EndedFile file = ended.poll(); file != null; file = ended.poll()) {
                some.add(file);
                finisher.begin(file);
            }
            some.forEach(this::finish);
        } catch (Throwable e) {
            // What is thrown from here would be the last that the clerk does.
            alarm.fails(Alarm.Work.FINISHING, "recordings cannot be finished: " + Reason.withFile(e), e);
        }
    }

    private void finish(EndedFile file) {
        untilDone(() -> {
            if (Files.notExists(file.path())) {
                gone(file);
                return true;
            }
            return finisher.finish(file);
        });
    }

    /** Somebody has removed it: there is nothing to finish any more. */
    private void gone(EndedFile file) {
        if (!finisher.forget(file.path())) {
            file.talk()
                    .ifPresentOrElse(
                            talk -> removed(file.path(), talk),
                            () -> log.warn(
                                    "Somebody has removed {}, which a run that was killed has left", file.path()));
        }
        alarm.works(Alarm.Work.FINISHING);
    }

    private void removed(Path unfinished, Talk talk) {
        String id = RecordingIds.idOf(unfinished);
        log.warn("Recording {} is lost: somebody has removed {} while it was written", id, unfinished);
        noteLost(talk, id, RecordingIds.startedAtMillis(id), "its file was removed while it was written");
    }

    /** Does what says whether it is done, now and then again and again until it is. */
    private void untilDone(BooleanSupplier work) {
        if (!work.getAsBoolean() && !closed) {
            perform(() -> {
                var _ = thread.schedule(() -> untilDone(work), RETRY.toSeconds(), TimeUnit.SECONDS);
            });
        }
    }

    private void perform(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException _) {
            // The server stops: the next start finishes what is left.
        }
    }

    /** Notes somebody's burst that is in no file, since it was of a codec that is not recorded. Any thread. */
    void notRecorded(Talk talk, String codec) {
        String why = "the codec is " + codec + ", and only Opus is recorded";
        if (refusedCodecs.putIfAbsent(codec, true) == null) {
            log.warn("A burst is not recorded, and no other one like it will be: {}", why);
        }
        long now = System.currentTimeMillis();
        noteLost(talk, ids.next(now), now, why);
    }

    /** Notes that so many packets of somebody's burst found no room, and that there is no file whose row could say so. Any thread. */
    void missing(Talk talk, int packets) {
        if (packets > 0) {
            long now = System.currentTimeMillis();
            noteLost(talk, ids.next(now), now, EndedFile.missing(packets));
        }
    }

    private void noteLost(Talk talk, String id, long startedAtMillis, String why) {
        alarm.show("NOT_RECORDED", why, Optional.of(talk.channelId()), Optional.of(talk.userId()));
        store.keep(new Change.Recorded(new StoredRecording(
                id, talk.channelId(), talk.userId(), talk.indicator(), startedAtMillis, 0, "", 0, "", why)));
    }

    private void tidy() {
        try {
            retention.tidy(Instant.now());
            alarm.works(Alarm.Work.TIDYING);
        } catch (Throwable e) {
            // What is thrown from here would be the last that the clerk does.
            alarm.fails(Alarm.Work.TIDYING, "%s cannot be tidied: %s".formatted(root, Reason.withFile(e)), e);
        }
    }

    /** Finishes what has ended, unless the disk takes too long; what is left then is finished at the next start. */
    @Override
    public void close() {
        closed = true;
        perform(this::finishEnded);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(TO_END.toSeconds(), TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            thread.shutdownNow();
        }
    }
}
