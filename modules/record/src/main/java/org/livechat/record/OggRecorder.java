package org.livechat.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricSource;
import org.livechat.api.recording.BurstTape;
import org.livechat.api.recording.Recorder;
import org.livechat.api.store.Store;
import org.livechat.api.trace.TraceSink;
import org.livechat.api.watch.Turn;
import org.livechat.api.watch.Watched;

/** The recorder: one thread takes packets from the ring and writes them, and the {@link Clerk} has the files when they have ended. */
final class OggRecorder implements Recorder, MetricSource, Watched {
    private static final int BATCH = 8192;
    /** Packets of many bursts come in between each other: the longer they gather, the more of a burst are handled at once. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** While so much comes that the ring could be full by then. */
    private static final long GATHER_LITTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private static final int MANY_PARTS = 8;

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** What is on its way when a burst ends still belongs to it. */
    private static final long TAIL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** A disk that has taken nothing for so long stalls. */
    private static final int STALL_SECONDS = 2;
    /** What is forced to the disk may be an hour's file, on a disk on which others write, too. */
    private static final int FORCE_SECONDS = 10;

    private static final Duration TO_END = Duration.ofSeconds(5);

    private final Path root;
    private final Store store;
    private final Alarm alarm;
    private final WriteAlarm writeAlarm;
    private final Clerk clerk;
    private final PacketRing ring;
    private final RecordingIds ids = new RecordingIds();
    private final Map<Integer, Recording> recordings = new ConcurrentHashMap<>();
    private final AtomicInteger lastTape = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder noOpus = new LongAdder();
    private final Recording.Misses misses = new Recording.Misses(lost, noOpus);
    private final LongAdder packets = new LongAdder();
    private final LongAdder files = new LongAdder();
    private final Thread thread =
            Thread.ofPlatform().name("livechat-recorder").daemon().unstarted(this::run);
    private final DiskWait writing = new DiskWait("the disk has taken nothing", STALL_SECONDS, System::nanoTime);
    private final DiskWait forcing = new DiskWait("a file has not got to the disk", FORCE_SECONDS, System::nanoTime);
    private final RecorderWatch watch;
    private volatile boolean closed;
    /** Of the recording thread alone, as what follows: whose packets are being handled. */
    private int currentTape;

    private @Nullable Recording current;

    private boolean muchCame;

    OggRecorder(Path root, RecorderSettings settings, Store store, TraceSink trace) {
        this.root = root.toAbsolutePath().normalize();
        this.store = store;
        this.alarm = new Alarm(trace);
        this.writeAlarm = new WriteAlarm(this.root, alarm, Clerk.RETRY, forcing);
        this.clerk = new Clerk(this.root, settings, store, alarm, writeAlarm, ids, forcing);
        this.ring = new PacketRing(settings.ringBytes());
        this.watch = new RecorderWatch(List.of(writing, forcing), dropped::sum, System::nanoTime, alarm);
    }

    /** Also finishes what a run before has left. */
    @Override
    public void start() {
        clerk.start();
        thread.start();
        watch.start();
    }

    @Override
    public BurstTape begin(Talk talk) {
        var tape = new Tape(lastTape.incrementAndGet(), talk, ring, dropped);
        recordings.put(
                tape.number(),
                new Recording(tape, root.resolve(talk.channelId()), ids, writeAlarm, misses, this::ended));
        if (recordings.size() == 1) {
            // It may rest for long.
            LockSupport.unpark(thread);
        }
        return tape;
    }

    private void run() {
        while (!closed) {
            writing.begin();
            round(System.nanoTime());
            writing.rest();
            LockSupport.parkNanos(this, restNanos());
        }
        while (drain() > 0) {
            // until all is written
        }
        recordings.values().forEach(recording -> guarded(recording, Recording::end));
        recordings.clear();
        writing.rest();
    }

    private long restNanos() {
        if (recordings.isEmpty()) {
            return IDLE_NANOS;
        }
        return muchCame ? GATHER_LITTLE_NANOS : GATHER_NANOS;
    }

    private void round(long nowNanos) {
        try {
            int taken = drain();
            muchCame = taken == BATCH || ring.hasTakenPart(MANY_PARTS);
            while (taken == BATCH) {
                taken = drain();
            }
            recordings.values().removeIf(recording -> isDone(recording, nowNanos));
        } catch (Throwable defect) {
            alarm.fails(Alarm.Work.WRITING, "a defect of the recorder: " + defect, defect);
        }
    }

    private int drain() {
        // The one of before may be done with.
        currentTape = 0;
        current = null;
        return ring.drain(this::packet, BATCH);
    }

    private void packet(
            int tape, long arrivedNanos, int ssrc, int sequence, int timestamp, byte[] from, int at, int length) {
        if (tape != currentTape) {
            currentTape = tape;
            current = recordings.get(tape);
            writing.goOn();
        }
        Recording recording = current;
        if (recording == null) {
            return;
        }
        packets.increment();
        try {
            recording.packet(arrivedNanos, ssrc, timestamp, from, at, length);
        } catch (Throwable defect) {
            recording.drop(defect);
            recordings.remove(tape);
            current = null;
        }
    }

    /** A defect ends one recording, not the thread. Returns whether there was none. */
    private static boolean guarded(Recording recording, Consumer<Recording> work) {
        try {
            work.accept(recording);
            return true;
        } catch (Throwable defect) {
            recording.drop(defect);
            return false;
        }
    }

    private boolean isDone(Recording recording, long nowNanos) {
        boolean isOver = recording.tape().endedBefore(nowNanos, TAIL_NANOS);
        boolean isSound = guarded(recording, one -> {
            one.turn(nowNanos);
            if (isOver) {
                one.end();
                one.otherCodec().ifPresent(codec -> clerk.notRecorded(one.tape().talk(), codec));
                clerk.missing(one.tape().talk(), one.tape().takeMissing());
            }
        });
        writing.goOn();
        return isOver || !isSound;
    }

    @Override
    public List<Turn> turns() {
        return writing.sinceNanos().stream()
                .mapToObj(since -> new Turn("a turn of " + thread.getName(), thread, since))
                .toList();
    }

    private void ended(EndedFile file) {
        files.increment();
        clerk.ended(file);
    }

    @Override
    public Optional<String> problem() {
        return alarm.problem();
    }

    @Override
    public Optional<Path> file(String id) {
        return store.recording(id)
                .map(row -> row.recording().file())
                .filter(file -> !file.isEmpty())
                .map(file -> root.resolve(file).normalize())
                .filter(file -> file.startsWith(root) && Files.isRegularFile(file));
    }

    @Override
    public Verdict verify(long after) {
        return new Verification(root, store).after(after);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.counter("recorder.packets", "Packets that were taken to be recorded", packets::sum),
                Metric.counter("recorder.dropped", "Packets that found no room in the ring", dropped::sum),
                Metric.counter("recorder.lost", "Packets that were not recorded since the disk failed", lost::sum),
                Metric.counter("recorder.no_opus", "Packets that were no Opus, and not recorded", noOpus::sum),
                Metric.counter("recorder.files", "Files that have ended", files::sum),
                Metric.gauge("recorder.bursts", "Bursts that are being recorded", recordings::size),
                Metric.gauge(
                        "recorder.failing",
                        "1 while recordings are not written, finished or tidied, else 0",
                        () -> problem().map(_ -> 1.0).orElse(0.0)));
    }

    @Override
    public void close() {
        closed = true;
        watch.close();
        LockSupport.unpark(thread);
        try {
            if (thread.isAlive()) {
                thread.join(TO_END);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        clerk.close();
    }
}
