package org.livechat.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.livechat.api.part.PartFailed;
import org.livechat.api.store.Change;
import org.livechat.api.store.Page;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredMessage;
import org.livechat.store.HistoryReader.Kind;
import org.livechat.store.HistoryReader.Placed;
import org.livechat.store.WriteQueue.Entry;

/**
 * Pages of history. The file is read by a thread of its own, since a virtual thread that waits for a disk in native code keeps its
 * carrier. While nothing can be written, what waits for that is shown before what is in the file; else it is not shown before it is on disk.
 */
final class History implements AutoCloseable {
    /** A page ends behind the entry that makes it as long as this. */
    private static final int PAGE_BYTES = 64 * 1024;

    private final HistoryReader reader;
    private final WriteQueue queue;
    private final Health health;
    private final Duration patience;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("livechat-store-reader").daemon().factory());

    History(HistoryReader reader, WriteQueue queue, Health health, Duration patience) {
        this.reader = reader;
        this.queue = queue;
        this.health = health;
        this.patience = patience;
    }

    Page<StoredMessage> messages(String channelId, PageRequest request) {
        return page(
                HistoryReader.MESSAGES,
                channelId,
                request,
                change -> change instanceof Change.Posted(var message)
                                && message.channelId().equals(channelId)
                        ? Optional.of(message)
                        : Optional.empty(),
                message -> message.content().length() * 2);
    }

    Page<StoredBurst> bursts(String channelId, PageRequest request) {
        return page(
                HistoryReader.BURSTS,
                channelId,
                request,
                change -> change instanceof Change.Talked(var burst)
                                && burst.channelId().equals(channelId)
                        ? Optional.of(burst)
                        : Optional.empty(),
                _ -> 0);
    }

    private <T> Page<T> page(
            Kind<T> kind,
            String channelId,
            PageRequest request,
            Function<Change, Optional<T>> ofChannel,
            ToIntFunction<T> bytes) {
        List<Placed<T>> found = new ArrayList<>();
        boolean complete = !health.cannotWrite();
        if (!complete) {
            found.addAll(waiting(channelId, request, ofChannel));
        }
        OptionalLong before = found.isEmpty()
                ? request.before()
                : OptionalLong.of(found.getLast().place());
        if (found.size() <= request.limit()) {
            try {
                found.addAll(onDisk(kind, channelId, before, request.limit() + 1 - found.size()));
                health.couldRead();
            } catch (SQLException e) {
                // Where nothing can be written either that has been said.
                if (complete) {
                    health.cannotRead("history cannot be read: " + e.getMessage(), e);
                }
                complete = false;
            } catch (TimeoutException _) {
                complete = false;
            }
        }
        return cut(found, request.limit(), complete, bytes);
    }

    /** The latest first. A channel that was deleted and made anew meanwhile has only what came after that. */
    private <T> List<Placed<T>> waiting(
            String channelId, PageRequest request, Function<Change, Optional<T>> ofChannel) {
        List<Placed<T>> found = new ArrayList<>();
        for (Entry entry : queue.waiting().reversed()) {
            if (found.size() > request.limit() || isEndOf(entry.change(), channelId)) {
                break;
            }
            if (entry.place() < request.before().orElse(Long.MAX_VALUE)) {
                ofChannel.apply(entry.change()).ifPresent(there -> found.add(new Placed<>(entry.place(), there)));
            }
        }
        return found;
    }

    private static boolean isEndOf(Change change, String channelId) {
        return change instanceof Change.ChannelGone(var gone) && gone.equals(channelId);
    }

    /** A question to the register of recordings. */
    interface OfRegister<T> {
        T ask(RegisterReader reader) throws SQLException;
    }

    /** @throws PartFailed when the register cannot be read */
    <T> T ofRegister(OfRegister<T> question) {
        try {
            return thread.submit(() -> reader.ofRegister(question)).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            throw new PartFailed(
                    "the register of recordings cannot be read: "
                            + (e.getCause() == null
                                    ? "the disk does not answer"
                                    : e.getCause().getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailed("the server stops", e);
        }
    }

    private <T> List<Placed<T>> onDisk(Kind<T> kind, String channelId, OptionalLong before, int most)
            throws SQLException, TimeoutException {
        try {
            return thread.submit(() -> reader.read(kind, channelId, before, most))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException problem) {
                throw problem;
            }
            throw new SQLException(e.getCause());
        } catch (RejectedExecutionException e) {
            throw new SQLException("the server stops", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static <T> Page<T> cut(List<Placed<T>> found, int limit, boolean complete, ToIntFunction<T> bytes) {
        List<T> entries = new ArrayList<>();
        int length = 0;
        OptionalLong before = OptionalLong.empty();
        for (Placed<T> each : found) {
            if (entries.size() == limit || length >= PAGE_BYTES) {
                return new Page<>(entries, before, complete);
            }
            entries.add(each.entry());
            length += bytes.applyAsInt(each.entry());
            before = OptionalLong.of(each.place());
        }
        return new Page<>(entries, OptionalLong.empty(), complete);
    }

    @Override
    public void close() {
        if (!thread.isShutdown()) {
            thread.execute(reader::close);
            thread.shutdown();
        }
    }
}
