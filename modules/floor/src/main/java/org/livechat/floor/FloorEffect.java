package org.livechat.floor;

import java.time.Duration;
import java.util.Optional;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;

/**
 * What a step of the machine wants done, in the order of its list. Whoever is addressed is a member after the step, but
 * for one who was denied because it is none.
 */
public sealed interface FloorEffect {
    /** The one member that this is for; empty when it is for everyone, or for the server itself. */
    default Optional<String> addressee() {
        return switch (this) {
            case Granted granted -> Optional.of(granted.userId());
            case Denied denied -> Optional.of(denied.userId());
            case Revoked revoked -> Optional.of(revoked.userId());
            case Taken taken -> taken.onlyTo();
            case Idle idle -> idle.onlyTo();
            case QueuePosition position -> Optional.of(position.userId());
            case Pong pong -> Optional.of(pong.userId());
            case EndSession end -> Optional.of(end.userId());
            case HangTimeOver over -> Optional.empty();
            case PolicyFailed failed -> Optional.empty();
        };
    }

    /** FLOOR_GRANTED to one; {@code duration} is what is left of T2. */
    record Granted(String userId, Duration duration) implements FloorEffect {}

    /** FLOOR_DENY to one. */
    record Denied(String userId, FloorDenyCause cause, String reason) implements FloorEffect {}

    /** FLOOR_REVOKE to one. */
    record Revoked(String userId, FloorRevokeCause cause) implements FloorEffect {}

    /** FLOOR_TAKEN to everyone but the talker, or to one member alone. */
    record Taken(String talker, FloorIndicator indicator, Optional<String> onlyTo) implements FloorEffect {}

    /** FLOOR_IDLE to everyone, or to one member alone. */
    record Idle(Optional<String> onlyTo) implements FloorEffect {}

    /** FLOOR_QUEUE_POS_INFO to one; {@code position} is 1-based. */
    record QueuePosition(String userId, int position, int size) implements FloorEffect {}

    /** FLOOR_PONG to one. */
    record Pong(String userId) implements FloorEffect {}

    /** The session of this user has to be closed: it keeps sending media that was revoked (T8 ran out). */
    record EndSession(String userId) implements FloorEffect {}

    /** T4: nobody has talked for the hang time. */
    record HangTimeOver() implements FloorEffect {}

    /**
     * The policy threw or answered nonsense, and the floor went on without its judgement. To be logged.
     *
     * @param policyName whose fault it is
     * @param problem what was asked and what was wrong with the answer
     * @param thrown what it threw, if it did
     */
    record PolicyFailed(String policyName, String problem, Optional<Throwable> thrown) implements FloorEffect {}
}
