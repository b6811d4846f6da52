package org.livechat.floor;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.floor.FloorPolicy;

/** One floor in virtual time: every call is one step, and answers with what it did. */
final class Scene {
    private final FloorMachine machine;
    private FloorState state;
    private long nowNanos = 1_000_000_000L;

    Scene(FloorSettings settings, FloorPolicy policy) {
        machine = new FloorMachine(settings, policy);
        state = machine.initial(1, nowNanos);
    }

    static Scene base(String... members) {
        return of(FloorSettings.base(), members);
    }

    static Scene mcptt(String... members) {
        return of(FloorSettings.mcptt(), members);
    }

    static Scene of(FloorSettings settings, String... members) {
        return of(settings, new PriorityPolicy(), members);
    }

    static Scene of(FloorSettings settings, FloorPolicy policy, String... members) {
        Scene scene = new Scene(settings, policy);
        for (String member : members) {
            scene.step(new FloorInput.Join(member(member)));
        }
        return scene;
    }

    static FloorParticipant member(String userId) {
        return new FloorParticipant(
                userId, false, MediaPath.NONE, 100, 255, EnumSet.allOf(FloorIndicator.class), Set.of());
    }

    static FloorParticipant withMedia(String userId) {
        return member(userId).withMediaPath(MediaPath.CONNECTED);
    }

    static FloorParticipant listener(String userId) {
        return new FloorParticipant(
                userId, true, MediaPath.CONNECTED, 100, 255, EnumSet.allOf(FloorIndicator.class), Set.of());
    }

    FloorState state() {
        return state;
    }

    long nowNanos() {
        return nowNanos;
    }

    List<FloorEffect> step(FloorInput input) {
        FloorStep step = machine.step(state, input, nowNanos);
        state = step.state();
        return step.effects();
    }

    List<FloorEffect> join(FloorParticipant participant) {
        return step(new FloorInput.Join(participant));
    }

    List<FloorEffect> leave(String userId) {
        return step(new FloorInput.Leave(userId));
    }

    List<FloorEffect> request(String userId) {
        return step(new FloorInput.Request(userId, OptionalInt.empty(), FloorIndicator.NORMAL));
    }

    List<FloorEffect> request(String userId, int priority) {
        return request(userId, priority, FloorIndicator.NORMAL);
    }

    List<FloorEffect> request(String userId, FloorIndicator indicator) {
        return step(new FloorInput.Request(userId, OptionalInt.empty(), indicator));
    }

    List<FloorEffect> request(String userId, int priority, FloorIndicator indicator) {
        return step(new FloorInput.Request(userId, OptionalInt.of(priority), indicator));
    }

    List<FloorEffect> release(String userId) {
        return step(new FloorInput.Release(userId));
    }

    List<FloorEffect> ping(String userId) {
        return step(new FloorInput.Ping(userId));
    }

    List<FloorEffect> mediaBegun(String userId) {
        return step(new FloorInput.MediaBegun(userId));
    }

    List<FloorEffect> mediaPath(String userId, boolean up) {
        return step(new FloorInput.MediaPath(userId, up));
    }

    List<FloorEffect> mediaStarted(String userId) {
        return step(new FloorInput.MediaStarted(userId));
    }

    List<FloorEffect> mediaQuiet(String userId) {
        return step(new FloorInput.MediaQuiet(userId));
    }

    List<FloorEffect> mediaWithoutFloor(String userId) {
        return step(new FloorInput.MediaWithoutFloor(userId));
    }

    List<FloorEffect> operatorRevoke() {
        return step(new FloorInput.OperatorRevoke());
    }

    /** Lets time pass with a tick at its end only; answers with what the tick did. */
    List<FloorEffect> passMillis(long millis) {
        nowNanos += Duration.ofMillis(millis).toNanos();
        return step(new FloorInput.Tick());
    }

    /** Keeps a holder without media alive for some seconds by a ping every two. */
    void pingEveryTwoSeconds(String userId, int seconds) {
        for (int passed = 0; passed < seconds; passed += 2) {
            passMillis(2000);
            ping(userId);
        }
    }

    static FloorEffect granted(String userId, long millis) {
        return new FloorEffect.Granted(userId, Duration.ofMillis(millis));
    }

    static FloorEffect taken(String talker) {
        return taken(talker, FloorIndicator.NORMAL);
    }

    static FloorEffect taken(String talker, FloorIndicator indicator) {
        return new FloorEffect.Taken(talker, indicator, Optional.empty());
    }

    static FloorEffect takenTo(String userId, String talker) {
        return new FloorEffect.Taken(talker, FloorIndicator.NORMAL, Optional.of(userId));
    }

    static FloorEffect idle() {
        return new FloorEffect.Idle(Optional.empty());
    }

    static FloorEffect idleTo(String userId) {
        return new FloorEffect.Idle(Optional.of(userId));
    }

    static FloorEffect revoked(String userId, FloorRevokeCause cause) {
        return new FloorEffect.Revoked(userId, cause);
    }

    static FloorEffect denied(String userId, FloorDenyCause cause, String reason) {
        return new FloorEffect.Denied(userId, cause, reason);
    }

    static FloorEffect position(String userId, int position, int size) {
        return new FloorEffect.QueuePosition(userId, position, size);
    }

    static FloorEffect pong(String userId) {
        return new FloorEffect.Pong(userId);
    }
}
