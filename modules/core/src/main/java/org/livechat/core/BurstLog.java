package org.livechat.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.store.BurstEnding;
import org.livechat.api.store.Change;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoredBurst;
import org.livechat.floor.FloorEffect;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorState;

/** Hands the bursts of one floor to the store as they end, and says why they did. Guarded by the channel's lock. */
final class BurstLog {
    private final String channelId;
    private final TimeSource time;
    private final Store store;
    private Optional<Running> running = Optional.empty();
    private Optional<FloorRevokeCause> revoked = Optional.empty();

    private record Running(
            String userId,
            FloorIndicator indicator,
            long startedNanos,
            long startedAtMillis,
            long epoch,
            long sequence) {
        /** Its talker may say while it runs that it is more urgent; it stays what it was at most. */
        Running raised(FloorState now) {
            FloorIndicator said = now.indicator().orElse(indicator);
            return said.compareTo(indicator) <= 0
                    ? this
                    : new Running(userId, said, startedNanos, startedAtMillis, epoch, sequence);
        }
    }

    BurstLog(String channelId, TimeSource time, Store store) {
        this.channelId = channelId;
        this.time = time;
        this.store = store;
    }

    void stepped(FloorState before, FloorInput input, FloorState after, List<FloorEffect> effects) {
        running.ifPresent(burst -> noteRevoke(burst, effects));
        if (before.holder().equals(after.holder()) && before.takenSinceNanos().equals(after.takenSinceNanos())) {
            running = running.map(burst -> burst.raised(after));
            return;
        }
        running.ifPresent(burst -> ended(burst, input));
        revoked = Optional.empty();
        running = after.holder().map(holder -> begun(holder, after));
    }

    private void noteRevoke(Running burst, List<FloorEffect> effects) {
        for (FloorEffect effect : effects) {
            if (effect instanceof FloorEffect.Revoked(var userId, var cause)
                    && userId.equals(burst.userId())
                    && revoked.isEmpty()) {
                revoked = Optional.of(cause);
            }
        }
    }

    private Running begun(String userId, FloorState state) {
        return new Running(
                userId,
                state.indicator().orElse(FloorIndicator.NORMAL),
                state.takenSinceNanos().orElseThrow(),
                time.wallMillis(),
                state.epoch(),
                state.sequence());
    }

    private void ended(Running burst, FloorInput input) {
        store.keep(new Change.Talked(new StoredBurst(
                channelId,
                burst.userId(),
                burst.indicator(),
                burst.startedAtMillis(),
                Duration.ofNanos(time.nanoTime() - burst.startedNanos()),
                revoked.map(BurstLog::ending).orElseGet(() -> ending(burst.userId(), input)),
                burst.epoch(),
                burst.sequence())));
    }

    private static BurstEnding ending(FloorRevokeCause cause) {
        return switch (cause) {
            case PREEMPTED -> BurstEnding.PREEMPTED;
            case MAX_DURATION -> BurstEnding.MAX_DURATION;
            case PING_TIMEOUT -> BurstEnding.PING_TIMEOUT;
            case ADMIN_REVOKE, NO_PERMISSION -> BurstEnding.OPERATOR;
            case DISCONNECT -> BurstEnding.LEFT;
            case NO_RESOURCES -> BurstEnding.OTHER;
        };
    }

    /** Of one that ended by itself: what the talker did, or, where that was nothing, its silence. */
    private static BurstEnding ending(String userId, FloorInput input) {
        return switch (input) {
            case FloorInput.Release(var who) when who.equals(userId) -> BurstEnding.RELEASED;
            case FloorInput.Leave(var who) when who.equals(userId) -> BurstEnding.LEFT;
            case FloorInput.Join(var who) when who.userId().equals(userId) -> BurstEnding.LEFT;
            case FloorInput.MediaPath(var who, var up) when who.equals(userId) && !up -> BurstEnding.MEDIA_LOST;
            case FloorInput.OperatorRevoke _ -> BurstEnding.OPERATOR;
            case FloorInput.ReceiveOnly(var who, var _) when who.equals(userId) -> BurstEnding.OPERATOR;
            default -> BurstEnding.SILENT;
        };
    }
}
