package org.livechat.floor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.livechat.api.FloorIndicator;

/** An immutable picture of one floor. Two are equal when the machine would go on from them alike. */
public final class FloorState {
    private final Picture picture;

    FloorState(Picture picture) {
        this.picture = picture;
    }

    /**
     * What a floor consists of.
     *
     * @param clockNanos the latest time a step has seen
     * @param holders at most one today; a map because a policy may one day allow two talkers
     * @param talkTimes the bursts that have ended; none where the policy has no memory
     */
    record Picture(
            long epoch,
            long sequence,
            long clockNanos,
            Map<String, FloorParticipant> participants,
            Map<String, Burst> holders,
            List<QueuedRequest> queue,
            Timers timers,
            Strays strays,
            TalkTimes talkTimes) {}

    Picture picture() {
        return picture;
    }

    private Optional<Burst> burst() {
        return picture.holders().values().stream().findFirst();
    }

    /** Those whose media may pass now: the holder, also while it is being revoked. At most one today. */
    public Set<String> transmitters() {
        return picture.holders().keySet();
    }

    /** Who has the floor. */
    public Optional<String> holder() {
        return burst().map(Burst::userId);
    }

    /** The ownership of the channel that these decisions belong to. */
    public long epoch() {
        return picture.epoch();
    }

    /** Rises with every step that told anybody anything but PONG, or changed who is in the channel and with what. */
    public long sequence() {
        return picture.sequence();
    }

    /** Those who wait, by position. */
    public List<QueuedRequest> queue() {
        return picture.queue();
    }

    public FloorPhase phase() {
        return burst().map(burst -> burst.isRevoked() ? FloorPhase.PENDING_REVOKE : FloorPhase.TAKEN)
                .orElse(FloorPhase.IDLE);
    }

    /** How urgent the holder's burst is. */
    public Optional<FloorIndicator> indicator() {
        return burst().map(burst -> burst.request().indicator());
    }

    /** The effective priority of the holder's burst. */
    public OptionalInt priority() {
        return burst().map(burst -> OptionalInt.of(burst.request().priority())).orElse(OptionalInt.empty());
    }

    /** When the holder was granted the floor, in the caller's nanosecond clock. */
    public OptionalLong takenSinceNanos() {
        return burst().map(burst -> OptionalLong.of(burst.takenSinceNanos())).orElse(OptionalLong.empty());
    }

    /** Who is in the channel. */
    public Set<String> members() {
        return picture.participants().keySet();
    }

    /** When a {@link FloorInput.Tick} is due, in the caller's nanosecond clock. */
    public OptionalLong nextDeadlineNanos() {
        return picture.timers()
                .earliest(picture.clockNanos())
                .flatMap(picture.timers()::get)
                .map(due -> OptionalLong.of(due.atNanos()))
                .orElse(OptionalLong.empty());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloorState state && picture.equals(state.picture);
    }

    @Override
    public int hashCode() {
        return picture.hashCode();
    }

    @Override
    public String toString() {
        return picture.toString();
    }
}
