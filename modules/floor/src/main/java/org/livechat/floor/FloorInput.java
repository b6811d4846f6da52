package org.livechat.floor;

import java.util.Optional;
import java.util.OptionalInt;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;

/** Everything that can happen to a floor. */
public sealed interface FloorInput {
    /** A member came. */
    record Join(FloorParticipant participant) implements FloorInput {}

    /** A member left or its session ended. */
    record Leave(String userId) implements FloorInput {}

    /** FLOOR_REQUEST; without a priority the default one. */
    record Request(String userId, OptionalInt priority, FloorIndicator indicator) implements FloorInput {}

    /** FLOOR_RELEASE, from the holder, from somebody queued, or from anybody else. */
    record Release(String userId) implements FloorInput {}

    /** FLOOR_PING. */
    record Ping(String userId) implements FloorInput {}

    /** The member's media begins, behind media that has ended, or none: ICE and DTLS are not done yet. */
    record MediaBegun(String userId) implements FloorInput {}

    /** The member's media path came up or went away. */
    record MediaPath(String userId, boolean up) implements FloorInput {}

    /** The first RTP packet of the holder's burst arrived. */
    record MediaStarted(String userId) implements FloorInput {}

    /** The holder's media has paused for T1 (the relay measures it). */
    record MediaQuiet(String userId) implements FloorInput {}

    /** Somebody without the floor sends media. */
    record MediaWithoutFloor(String userId) implements FloorInput {}

    /** An operator takes the floor away; the queue is cleared. */
    record OperatorRevoke() implements FloorInput {}

    /** Nobody is to wait any more, for this reason; who talks goes on. */
    record QueueCleared(FloorDenyCause cause, String reason) implements FloorInput {}

    /** A member may only listen from now on, for this reason, which it is told; or, where there is none, may talk again. */
    record ReceiveOnly(String userId, Optional<String> silence) implements FloorInput {}

    /** A deadline may have been reached. */
    record Tick() implements FloorInput {}
}
