package org.livechat.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricSource;
import org.livechat.api.part.PartFailed;
import org.livechat.api.store.Change;
import org.livechat.api.store.Page;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.RecordingQuery;
import org.livechat.api.store.RecordingRow;
import org.livechat.api.store.Remembered;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredMessage;
import org.livechat.api.trace.TraceSink;

/** The store in one SQLite file: a queue, the thread that writes it down, and the one that reads history. */
final class SqliteStore implements Store, MetricSource {
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final StoreSettings settings;
    private final Health health;
    private final WriteQueue queue;
    private final DiskWriter writer;
    private final History history;
    private final Backups backups;
    private final LongSupplier wallMillis = System::currentTimeMillis;
    private final Thread thread;

    /** Opens the file, where that can be done. */
    SqliteStore(Path dataFolder, StoreSettings settings, TraceSink trace) {
        var database = new Database(dataFolder.resolve("store"), settings.fileMib());
        this.settings = settings;
        this.health = new Health(trace);
        this.queue = new WriteQueue(settings.queueEntries(), settings.queueBytes(), wallMillis);
        this.writer = new DiskWriter(database, settings, queue, health, wallMillis);
        this.history = new History(new ReaderThread(new HistoryReader(database), settings.patience()), queue, health);
        this.backups = new Backups(database, dataFolder.resolve("backups"), settings.backups());
        this.thread = Thread.ofPlatform().name("livechat-store-writer").daemon().unstarted(writer);
    }

    Health health() {
        return health;
    }

    @Override
    public Remembered remembered() {
        return writer.open()
                .flatMap(file -> {
                    try {
                        return Optional.of(file.remembered(wallMillis.getAsLong()));
                    } catch (SQLException e) {
                        health.cannotRead("what earlier runs have left cannot be read: " + e.getMessage(), e);
                        return Optional.empty();
                    }
                })
                .orElse(Remembered.nothing());
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public Receipt keep(Change change) {
        if (!isWanted(change)) {
            return Receipt.notKept();
        }
        var ticket = new Ticket(settings.patience(), this::stalled, health.unkept::increment);
        // Nobody waits for a disk that is known to fail.
        if (health.cannotWrite()) {
            ticket.settle(false);
        }
        if (!queue.offer(change, ticket)) {
            ticket.settle(false);
            health.lost.increment();
            if (!queue.isClosed()) {
                health.cannotWrite(
                        "more waits for the disk than store.queue_entries or store.queue_bytes allow",
                        Optional.empty());
            }
        }
        return ticket;
    }

    private boolean isWanted(Change change) {
        return switch (change) {
            case Change.Posted _ -> settings.messagesPerChannel() > 0;
            case Change.Talked _ -> settings.burstsPerChannel() > 0;
            default -> true;
        };
    }

    private void stalled() {
        health.cannotWrite(
                "the disk has taken nothing for " + settings.patience().toMillis() + " ms", Optional.empty());
    }

    @Override
    public Page<StoredMessage> messages(String channelId, PageRequest request) {
        return history.messages(channelId, request);
    }

    @Override
    public Page<StoredBurst> bursts(String channelId, PageRequest request) {
        return history.bursts(channelId, request);
    }

    @Override
    public Page<RecordingRow> recordings(RecordingQuery query) {
        List<RecordingRow> found = history.ofRegister(reader -> reader.recordings(query));
        boolean more = found.size() > query.page().limit();
        List<RecordingRow> page = more ? found.subList(0, query.page().limit()) : found;
        return new Page<>(
                page, more ? OptionalLong.of(page.getLast().number()) : OptionalLong.empty(), !health.cannotWrite());
    }

    @Override
    public List<RecordingRow> recordingsBegun(String channelId, long fromMillis, long toMillis, int limit) {
        return history.ofRegister(reader -> reader.begun(channelId, fromMillis, toMillis, limit));
    }

    @Override
    public Optional<RecordingRow> recording(String id) {
        return history.ofRegister(reader -> reader.recording(id));
    }

    @Override
    public List<RecordingRow> register(long after, int limit) {
        return history.ofRegister(reader -> reader.rows(after, limit));
    }

    @Override
    public long lastOfRegister() {
        return history.ofRegister(RegisterReader::last);
    }

    @Override
    public Optional<String> problem() {
        return health.problem();
    }

    /** On a thread of its own: one that copies in native code is of no use to virtual threads meanwhile. */
    @Override
    public Path backup(String name) {
        var made = new CompletableFuture<Path>();
        Thread.ofPlatform().name("livechat-store-backup").daemon().start(() -> {
            try {
                made.complete(backups.make(name));
            } catch (RuntimeException | Error e) {
                made.completeExceptionally(e);
            }
        });
        try {
            return made.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PartFailed refused) {
                throw refused;
            }
            throw e;
        }
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.counter("store.kept", "Changes that are on disk", health.kept::sum),
                Metric.counter("store.commits", "Transactions, each with all that had come", health.commits::sum),
                Metric.counter("store.failures", "Transactions that failed", health.failures::sum),
                Metric.counter(
                        "store.unkept",
                        "Requests that were answered before their change was on disk",
                        health.unkept::sum),
                Metric.counter("store.lost", "Changes that were not kept for want of room", health.lost::sum),
                Metric.gauge("store.queued", "Changes that wait for the disk", queue::size),
                Metric.gauge(
                        "store.failing",
                        "1 while nothing can be kept, else 0",
                        () -> problem().map(_ -> 1.0).orElse(0.0)));
    }

    /** What was handed over is on disk when it returns, in one file, unless the disk fails. */
    @Override
    public void close() {
        history.close();
        try {
            // Whoever closes the file last empties its log, which nobody can who only reads.
            history.awaitClosed(TO_END);
            queue.close();
            if (thread.isAlive()) {
                thread.join(TO_END);
            } else {
                writer.close();
            }
        } catch (InterruptedException _) {
            queue.close();
            Thread.currentThread().interrupt();
        }
    }
}
