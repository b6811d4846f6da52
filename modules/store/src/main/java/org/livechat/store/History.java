package org.livechat.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
 * Pages of history. While nothing can be written, what waits for that is shown before what is in the file; else it is not shown before it is
 * on disk. Of a channel that was deleted or made anew, and is so in the file only later, nothing from before that is shown.
 */
final class History implements AutoCloseable {
    /** A page ends behind the entry that makes it as long as this. */
    private static final int PAGE_BYTES = 64 * 1024;

    private final ReaderThread thread;
    private final WriteQueue queue;
    private final Health health;

    History(ReaderThread thread, WriteQueue queue, Health health) {
        this.thread = thread;
        this.queue = queue;
        this.health = health;
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
        boolean complete = !health.cannotWrite();
        Waiting<T> waiting = waiting(channelId, request, ofChannel);
        List<Placed<T>> found = new ArrayList<>(complete ? List.of() : waiting.entries());
        OptionalLong before = found.isEmpty()
                ? request.before()
                : OptionalLong.of(found.getLast().place());
        int missing = request.limit() + 1 - found.size();
        if (!waiting.isAll() && missing > 0) {
            try {
                found.addAll(thread.ask(reader -> reader.read(kind, channelId, before, missing)));
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

    /**
     * What waits to be written.
     *
     * @param entries the latest first
     * @param isAll whether there is nothing before them, whatever the file has
     */
    private record Waiting<T>(List<Placed<T>> entries, boolean isAll) {}

    private <T> Waiting<T> waiting(String channelId, PageRequest request, Function<Change, Optional<T>> ofChannel) {
        List<Placed<T>> found = new ArrayList<>();
        for (Entry entry : queue.waiting().reversed()) {
            if (beginsAnew(entry.change(), channelId)) {
                return new Waiting<>(found, true);
            }
            if (found.size() <= request.limit()
                    && entry.place() < request.before().orElse(Long.MAX_VALUE)) {
                ofChannel.apply(entry.change()).ifPresent(there -> found.add(new Placed<>(entry.place(), there)));
            }
        }
        return new Waiting<>(found, false);
    }

    private static boolean beginsAnew(Change change, String channelId) {
        return switch (change) {
            case Change.ChannelGone(var gone) -> gone.equals(channelId);
            case Change.ChannelMade(var made) -> made.id().equals(channelId);
            default -> false;
        };
    }

    /** A question to the register of recordings. */
    interface OfRegister<T> {
        T ask(RegisterReader reader) throws SQLException;
    }

    /** @throws PartFailed when the register cannot be read */
    <T> T ofRegister(OfRegister<T> question) {
        try {
            T answer = thread.ask(reader -> reader.ofRegister(question));
            health.couldRead();
            return answer;
        } catch (TimeoutException e) {
            throw PartFailed.forNow(
                    "the register of recordings cannot be read: the disk does not answer; ask again later", e);
        } catch (SQLException e) {
            String problem = "the register of recordings cannot be read: " + e.getMessage();
            // Where nothing can be written either that has been said.
            if (!health.cannotWrite()) {
                health.cannotRead(problem, e);
            }
            throw new PartFailed(problem, e);
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
        thread.close();
    }

    /** Waits until the file is closed, unless that takes too long. */
    void awaitClosed(Duration most) throws InterruptedException {
        thread.awaitClosed(most);
    }
}
