package org.livechat.admin.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.livechat.api.part.PartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes dumps on demand, one order at a time, on a thread of its own. Any thread. */
public final class Dumps implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Dumps.class);
    private static final DateTimeFormatter NAMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final DumpFolder folder;
    private final CountDownLatch end = new CountDownLatch(1);
    private @Nullable Thread atWork;
    private @Nullable Order latest;

    /** How far an order is. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * What was asked for, and what became of it.
     *
     * @param files what it makes, from the root on; some are missing where it has failed
     * @param endsAtMillis when the recording is over, or was; Unix time
     * @param error why it failed, in a line
     */
    public record Order(List<Path> files, long endsAtMillis, State state, Optional<String> error) {
        public Order {
            files = List.copyOf(files);
        }
    }

    public Dumps(DumpFolder folder) {
        this.folder = folder;
    }

    /** Where they are. */
    public DumpFolder folder() {
        return folder;
    }

    /** The latest order; empty before the first one. */
    public synchronized Optional<Order> latest() {
        return Optional.ofNullable(latest);
    }

    /**
     * Begins a flight recording, a heap dump, or one after the other; does not wait for it.
     *
     * @param recording how long
     * @throws PartFailed when another one is under way, or there is no room
     */
    public synchronized Order begin(Optional<Duration> recording, boolean heap) {
        if (atWork != null) {
            throw new PartFailed("a dump is under way already; wait until it is done, see GET /admin/dump");
        }
        long bytes =
                (recording.isPresent() ? FlightRecording.MOST_BYTES_OF_FILE : 0) + (heap ? HeapDump.mostBytes() : 0);
        folder.requireRoom((recording.isPresent() ? 1 : 0) + (heap ? 1 : 0), bytes);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Optional<Path> flight = recording.map(_ -> file("recording", now, ".jfr"));
        Optional<Path> objects = Optional.of(heap).filter(wanted -> wanted).map(_ -> file("heap", now, ".hprof"));
        List<Path> files = new ArrayList<>();
        flight.ifPresent(files::add);
        objects.ifPresent(files::add);
        var order = new Order(
                files, now.plus(recording.orElse(Duration.ZERO)).toEpochMilli(), State.RUNNING, Optional.empty());
        latest = order;
        atWork = Thread.ofPlatform()
                .name("livechat-dump")
                .daemon()
                .start(() -> work(order, flight, recording.orElse(Duration.ZERO), objects));
        return order;
    }

    private Path file(String kind, Instant now, String suffix) {
        return folder.path().resolve(kind + "-" + NAMES.format(now) + suffix);
    }

    private void work(Order order, Optional<Path> flight, Duration length, Optional<Path> objects) {
        Optional<String> error;
        try {
            if (flight.isPresent()) {
                write(flight.get(), aside -> {
                    folder.create(aside);
                    FlightRecording.write(aside, length, end);
                });
            }
            if (objects.isPresent() && end.getCount() > 0) {
                write(objects.get(), HeapDump::write);
            }
            error = Optional.empty();
        } catch (IOException | RuntimeException | Error e) {
            log.error("A dump failed; {} has what was finished before", folder.path(), e);
            error = Optional.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
        ended(new Order(order.files(), order.endsAtMillis(), error.isPresent() ? State.FAILED : State.DONE, error));
    }

    private synchronized void ended(Order order) {
        latest = order;
        atWork = null;
    }

    /** Writes one file. */
    private interface Writer {
        void write(Path file) throws IOException;
    }

    // Under its name it is whole; what a crash leaves has another, and counts nevertheless.
    private static void write(Path file, Writer writer) throws IOException {
        Path aside = file.resolveSibling("unfinished-" + file.getFileName());
        try {
            writer.write(aside);
            Files.move(aside, file);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Ends a recording that is under way; what it has is written. */
    @Override
    public void close() {
        Thread worker;
        synchronized (this) {
            worker = atWork;
        }
        if (worker != null) {
            end.countDown();
            try {
                worker.join(TO_END);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
