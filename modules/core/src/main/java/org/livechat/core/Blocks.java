package org.livechat.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.BlockStatus;
import org.livechat.api.names.UserIds;
import org.livechat.api.store.Change;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.Store;

/** Whom operators let open no session. Thread-safe. */
final class Blocks {
    private static final int MOST = 10_000;
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final TimeSource time;
    private final Store store;
    private final Map<String, Block> byUser = new HashMap<>();

    private record Block(BlockStatus shown, OptionalLong endsNanos) {}

    Blocks(TimeSource time, Store store) {
        this.time = time;
        this.store = store;
    }

    /**
     * Blocks somebody, in place of any block of before.
     *
     * @return as it is shown, and whether it is kept
     * @throws RequestRefused INVALID_PAYLOAD or RATE_LIMITED
     */
    synchronized Kept<BlockStatus> add(String userId, Optional<Duration> duration) {
        UserIds.requireSound(userId);
        duration.filter(length -> !length.isPositive() || length.compareTo(LONGEST) > 0)
                .ifPresent(length -> {
                    throw new RequestRefused(
                            ErrorCode.INVALID_PAYLOAD,
                            "a block has to last 1 s to " + LONGEST.toDays() + " days, this one is of "
                                    + length.toSeconds() + " s");
                });
        forgetEnded();
        if (byUser.size() >= MOST && !byUser.containsKey(userId)) {
            throw new RequestRefused(ErrorCode.RATE_LIMITED, MOST + " users are blocked, unblock some of them first");
        }
        long since = time.wallMillis();
        var shown = new BlockStatus(userId, since, millisAfter(since, duration));
        byUser.put(
                userId,
                new Block(
                        shown,
                        duration.map(length -> OptionalLong.of(time.nanoTime() + length.toNanos()))
                                .orElse(OptionalLong.empty())));
        return new Kept<>(shown, store.keep(new Change.Blocked(shown)));
    }

    /** One of before the server was started: where the wall clock is set it ends earlier or later. */
    synchronized void restore(BlockStatus block) {
        OptionalLong ends = block.untilMillis().isPresent()
                ? OptionalLong.of(time.nanoTime()
                        + TimeUnit.MILLISECONDS.toNanos(block.untilMillis().getAsLong() - time.wallMillis()))
                : OptionalLong.empty();
        byUser.put(block.userId(), new Block(block, ends));
    }

    private static OptionalLong millisAfter(long since, Optional<Duration> duration) {
        return duration.map(length -> OptionalLong.of(since + length.toMillis()))
                .orElse(OptionalLong.empty());
    }

    /** Whether there was one to take back, and whether that is kept. */
    synchronized Kept<Boolean> remove(String userId) {
        forgetEnded();
        boolean was = byUser.remove(userId) != null;
        return new Kept<>(was, was ? store.keep(new Change.Unblocked(userId)) : Receipt.notKept());
    }

    /** By user id. */
    synchronized List<BlockStatus> all() {
        forgetEnded();
        return byUser.values().stream()
                .map(Block::shown)
                .sorted(Comparator.comparing(BlockStatus::userId))
                .toList();
    }

    /** @throws RequestRefused ACCESS_DENIED, with until when */
    synchronized void requireNone(String userId) {
        Block block = byUser.get(userId);
        if (block != null && !hasEnded(block)) {
            throw new RequestRefused(ErrorCode.ACCESS_DENIED, reason(block.shown()));
        }
    }

    /** What one who is blocked is told. */
    static String reason(BlockStatus block) {
        return until(block)
                .map(time -> "an operator has blocked you until " + time)
                .orElse("an operator has blocked you");
    }

    /** Its end to the second, in UTC; empty if it has none. */
    static Optional<Instant> until(BlockStatus block) {
        return block.untilMillis().isPresent()
                ? Optional.of(Instant.ofEpochSecond(block.untilMillis().getAsLong() / 1000))
                : Optional.empty();
    }

    private void forgetEnded() {
        byUser.values().removeIf(this::hasEnded);
    }

    private boolean hasEnded(Block block) {
        return block.endsNanos().isPresent()
                && time.nanoTime() - block.endsNanos().getAsLong() >= 0;
    }
}
