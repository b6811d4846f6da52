package org.livechat.floor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.floor.FloorPolicy;

/**
 * Decides who has the floor of a channel: the general arbitration of 3GPP TS 24.380 6.3. It keeps nothing but its
 * settings and policy, so one machine may serve many channels and threads; a channel is a {@link FloorState}.
 *
 * <p>Timers that are due act before the input that comes with them, as they would have if a {@link FloorInput.Tick} had
 * come in time.
 */
public final class FloorMachine {
    private final FloorSettings settings;
    private final GuardedPolicy policy;
    private final Bursts bursts;
    private final Requests requests;
    private final Media media;

    /**
     * @param settings how this floor behaves
     * @param policy who gets it; whatever it does, the machine goes on
     */
    public FloorMachine(FloorSettings settings, FloorPolicy policy) {
        this.settings = settings;
        this.policy = new GuardedPolicy(policy);
        this.bursts = new Bursts(settings, this.policy);
        this.requests = new Requests(settings, this.policy, bursts);
        this.media = new Media(settings, bursts);
    }

    public FloorSettings settings() {
        return settings;
    }

    /** How far back the policy is told who talked; zero to a day. */
    public Duration memory() {
        return policy.memory();
    }

    /** Whether the same object judges in both. */
    public boolean hasSamePolicyAs(FloorMachine other) {
        return policy.guardsSameAs(other.policy);
    }

    /**
     * An idle floor without members.
     *
     * @param epoch rises when another server takes the channel over
     * @param nowNanos a monotonic clock in nanoseconds, the one that every step will be given
     */
    public FloorState initial(long epoch, long nowNanos) {
        FloorState empty = new FloorState(new FloorState.Picture(
                epoch, 0, nowNanos, Map.of(), Map.of(), List.of(), Timers.NONE, Strays.NONE, TalkTimes.NONE));
        Turn turn = new Turn(empty, nowNanos, memory());
        bursts.startHangTime(turn);
        return turn.finish().state();
    }

    /**
     * Takes one input. Never fails, whatever the input and its order, and changes neither argument. A state that a machine
     * with another policy made goes on under this one, with its talk times if this policy has a memory.
     *
     * @param nowNanos the time; one before that of an earlier step counts as that step's
     */
    public FloorStep step(FloorState state, FloorInput input, long nowNanos) {
        Turn turn = new Turn(state, nowNanos, memory());
        Optional<Turn.Fired> fired = turn.takeDue();
        while (fired.isPresent()) {
            fire(turn, fired.get());
            fired = turn.takeDue();
        }
        take(turn, input);
        return turn.finish();
    }

    private void take(Turn turn, FloorInput input) {
        switch (input) {
            case FloorInput.Join join -> join(turn, join.participant());
            case FloorInput.Leave leave -> leave(turn, leave.userId());
            case FloorInput.Request request -> requests.answer(turn, request);
            case FloorInput.Release release -> release(turn, release.userId());
            case FloorInput.Ping ping -> ping(turn, ping.userId());
            case FloorInput.MediaBegun begun -> media.begun(turn, begun.userId());
            case FloorInput.MediaPath path -> media.path(turn, path.userId(), path.up());
            case FloorInput.MediaStarted started -> media.started(turn, started.userId());
            case FloorInput.MediaQuiet quiet -> media.quiet(turn, quiet.userId());
            case FloorInput.MediaWithoutFloor stray -> media.withoutFloor(turn, stray.userId());
            case FloorInput.OperatorRevoke revoke -> operatorRevoke(turn);
            case FloorInput.QueueCleared(var cause, var reason) -> Requests.clearQueue(turn, cause, reason);
            case FloorInput.ReceiveOnly only -> receiveOnly(turn, only.userId(), only.silence());
            case FloorInput.Tick tick -> {
                // the timers have had their turn
            }
        }
    }

    private void fire(Turn turn, Turn.Fired fired) {
        switch (fired.timer()) {
            case FIRST_MEDIA -> turn.talk().ifPresent(burst -> bursts.finish(turn, burst));
            case STOP_TALKING ->
                turn.talk().ifPresent(burst -> bursts.revoke(turn, burst, FloorRevokeCause.MAX_DURATION));
            case GRACE -> turn.talk().ifPresent(burst -> bursts.finish(turn, burst));
            case HANG_TIME -> turn.tell(new FloorEffect.HangTimeOver());
            case IDLE_AGAIN -> bursts.repeatIdle(turn, fired.left());
            case REVOKE_AGAIN ->
                turn.talk()
                        .ifPresent(burst -> burst.revoked()
                                .ifPresent(cause -> bursts.repeatRevoke(turn, burst, cause, fired.left())));
            case GRANTED_AGAIN -> turn.talk().ifPresent(burst -> bursts.repeatGranted(turn, burst, fired.left()));
            case PING -> turn.talk().ifPresent(burst -> bursts.revokeNow(turn, burst, FloorRevokeCause.PING_TIMEOUT));
        }
    }

    /** Rule 11. One who is a member already has come back: what it held is gone. */
    private void join(Turn turn, FloorParticipant participant) {
        leave(turn, participant.userId());
        turn.putParticipant(participant);
        turn.tellStateTo(participant.userId());
    }

    private void leave(Turn turn, String userId) {
        if (turn.participant(userId).isEmpty()) {
            return;
        }
        turn.removeParticipant(userId);
        turn.setStrays(turn.strays().without(userId));
        turn.setQueue(Waiting.without(turn.queue(), userId));
        turn.talkOf(userId).ifPresent(burst -> bursts.finish(turn, burst));
    }

    /** Rules 4 and 5. */
    private void release(Turn turn, String userId) {
        if (turn.participant(userId).isEmpty()) {
            return;
        }
        Optional<Burst> own = turn.talkOf(userId);
        if (own.isPresent()) {
            bursts.finish(turn, own.get());
            return;
        }
        turn.tellStateTo(userId);
        turn.setQueue(Waiting.without(turn.queue(), userId));
    }

    /** The holder lives. Anybody else who pings believes to be the holder, and is told who is. */
    private void ping(Turn turn, String userId) {
        if (turn.participant(userId).isEmpty()) {
            return;
        }
        turn.tell(new FloorEffect.Pong(userId));
        Optional<Burst> own = turn.talkOf(userId);
        if (own.isEmpty()) {
            turn.tellStateTo(userId);
            return;
        }
        turn.stop(FloorTimer.GRANTED_AGAIN);
        if (turn.runs(FloorTimer.PING)) {
            turn.start(FloorTimer.PING, settings.ping());
        }
    }

    private void operatorRevoke(Turn turn) {
        Optional<Burst> talk = turn.talk();
        if (talk.isEmpty()) {
            return;
        }
        Requests.clearQueue(turn, FloorDenyCause.OTHER, "an operator cleared the queue");
        bursts.revokeNow(turn, talk.get(), FloorRevokeCause.ADMIN_REVOKE);
    }

    /** One who may not talk any more loses the floor or the place in the queue, and is told so; the others keep theirs. */
    private void receiveOnly(Turn turn, String userId, Optional<String> silence) {
        Optional<FloorParticipant> participant = turn.participant(userId);
        if (participant.isEmpty() || participant.get().silence().equals(silence)) {
            return;
        }
        turn.putParticipant(participant.get().withSilence(silence));
        if (silence.isEmpty()) {
            return;
        }
        Requests.withdraw(turn, userId, FloorDenyCause.RECEIVE_ONLY, silence.get());
        turn.talkOf(userId).ifPresent(burst -> bursts.revokeNow(turn, burst, FloorRevokeCause.ADMIN_REVOKE));
    }
}
