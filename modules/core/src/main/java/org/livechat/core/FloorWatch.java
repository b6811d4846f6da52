package org.livechat.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.livechat.api.trace.TraceDirection;
import org.livechat.api.trace.TraceEvent;
import org.livechat.floor.FloorEffect;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorState;
import org.livechat.floor.QueuedRequest;

/** Shows operators what was decided about one floor, why, and as which (epoch, sequence). Guarded by the channel's lock. */
final class FloorWatch {
    private final String channelId;
    private final TimeSource time;
    private final Observation observation;

    FloorWatch(String channelId, TimeSource time, Observation observation) {
        this.channelId = channelId;
        this.time = time;
        this.observation = observation;
    }

    void stepped(FloorState before, FloorInput input, FloorState after, List<FloorEffect> effects) {
        measure(before, after);
        if (observation.trace().isActive()) {
            effects.forEach(effect -> show(input, after, effect));
        }
    }

    private void measure(FloorState before, FloorState after) {
        OptionalLong since = before.takenSinceNanos();
        if (before.holder().equals(after.holder()) && since.equals(after.takenSinceNanos())) {
            return;
        }
        long now = time.nanoTime();
        since.ifPresent(start -> observation.floorTimes().held(Duration.ofNanos(now - start)));
        after.holder().ifPresent(holder -> observation.floorTimes().waited(waited(before, holder, now)));
    }

    private static Duration waited(FloorState before, String holder, long now) {
        return before.queue().stream()
                .filter(waiting -> waiting.userId().equals(holder))
                .findFirst()
                .map(QueuedRequest::queuedAtNanos)
                .map(queuedAt -> Duration.ofNanos(now - queuedAt))
                .orElse(Duration.ZERO);
    }

    private void show(FloorInput input, FloorState state, FloorEffect effect) {
        switch (effect) {
            case FloorEffect.Granted(var user, var duration) ->
                publish(Optional.of(user), 50, "FLOOR_GRANTED", "for " + duration.toMillis() + " ms", input, state);
            case FloorEffect.Denied(var user, var cause, var reason) ->
                publish(Optional.of(user), 51, "FLOOR_DENY", reason + " (cause " + cause.number() + ")", input, state);
            case FloorEffect.Revoked(var user, var cause) ->
                publish(Optional.of(user), 52, "FLOOR_REVOKE", cause.wireName(), input, state);
            case FloorEffect.Idle(var onlyTo)
            when onlyTo.isEmpty() ->
                publish(Optional.empty(), 54, "FLOOR_IDLE", "nobody talks, nobody waits", input, state);
            case FloorEffect.QueuePosition(var user, var position, var size) ->
                publish(Optional.of(user), 55, "FLOOR_QUEUE_POS_INFO", position + " of " + size, input, state);
            case FloorEffect.EndSession(var user) ->
                publish(
                        Optional.of(user),
                        0,
                        "FLOOR_END_SESSION",
                        "sent media on and on without the floor",
                        input,
                        state);
            case FloorEffect.HangTimeOver() ->
                publish(
                        Optional.empty(),
                        0,
                        "FLOOR_HANG_TIME_OVER",
                        "nobody has talked for the hang time",
                        input,
                        state);
            case FloorEffect.PolicyFailed(var policy, var problem, var thrown) ->
                publish(Optional.empty(), 0, "FLOOR_POLICY_FAILED", policy + ": " + problem, input, state);
            // Follows from FLOOR_GRANTED, or tells one member what all know.
            case FloorEffect.Taken _, FloorEffect.Idle _, FloorEffect.Pong _ -> {}
        }
    }

    private void publish(
            Optional<String> userId, int op, String operation, String what, FloorInput input, FloorState state) {
        observation
                .trace()
                .publish(new TraceEvent(
                        time.wallMillis(),
                        TraceDirection.SYSTEM,
                        Optional.of(channelId),
                        userId,
                        op,
                        operation,
                        "%s; after %s (%d, %d)".formatted(what, cause(input), state.epoch(), state.sequence())));
    }

    private static String cause(FloorInput input) {
        return switch (input) {
            case FloorInput.Join(var participant) -> "join of " + participant.userId();
            case FloorInput.Leave(var user) -> "leave of " + user;
            case FloorInput.Request(var user, var priority, var indicator) ->
                "request of " + user + ", " + indicator.wireName();
            case FloorInput.Release(var user) -> "release of " + user;
            case FloorInput.Ping(var user) -> "ping of " + user;
            case FloorInput.MediaBegun(var user) -> "begun media of " + user;
            case FloorInput.MediaPath(var user, var up) -> (up ? "media path of " : "lost media path of ") + user;
            case FloorInput.MediaStarted(var user) -> "first media of " + user;
            case FloorInput.MediaQuiet(var user) -> "end of media of " + user;
            case FloorInput.MediaWithoutFloor(var user) -> "media without floor of " + user;
            case FloorInput.OperatorRevoke() -> "an operator's revoke";
            case FloorInput.QueueCleared(var why, var reason) -> "the queue's end, since " + reason;
            case FloorInput.ReceiveOnly(var user, var silence) ->
                (silence.isPresent() ? "mute of " : "unmute of ") + user;
            case FloorInput.Tick() -> "a timer";
        };
    }
}
