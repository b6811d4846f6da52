package org.livechat.floor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.floor.FloorRequest;

/** How a burst begins, is revoked and ends (rules 2, 4 and 6). */
final class Bursts {
    private final FloorSettings settings;
    private final GuardedPolicy policy;

    Bursts(FloorSettings settings, GuardedPolicy policy) {
        this.settings = settings;
        this.policy = policy;
    }

    /** Gives the idle floor to one who has just asked. */
    void grant(Turn turn, FloorRequest request) {
        Duration duration = policy.duration(turn, request, settings.stopTalking());
        turn.stopAll();
        turn.setStrays(turn.strays().without(request.userId()));
        turn.setTalk(new Burst(request, turn.now(), duration, false, Optional.empty(), 0));
        // T2 runs from the first RTP packet, which has to come within T1; where none can come, from the grant.
        if (mediaMustCome(turn, request.userId())) {
            turn.start(FloorTimer.FIRST_MEDIA, settings.endOfMedia());
            turn.start(FloorTimer.STOP_TALKING, settings.endOfMedia().plus(duration));
        } else {
            turn.start(FloorTimer.STOP_TALKING, duration);
        }
        turn.start(FloorTimer.PING, settings.ping());
        turn.tell(new FloorEffect.Granted(request.userId(), duration));
        turn.tell(new FloorEffect.Taken(request.userId(), request.indicator(), Optional.empty()));
    }

    private static boolean mediaMustCome(Turn turn, String userId) {
        return turn.participant(userId)
                .filter(participant -> participant.mediaPath() == MediaPath.CONNECTED)
                .isPresent();
    }

    /** What the holder may still talk: the rest of T2, or of its grace. */
    Duration left(Turn turn, Burst burst) {
        if (burst.isRevoked()) {
            return turn.left(FloorTimer.GRACE);
        }
        Duration left = turn.left(FloorTimer.STOP_TALKING);
        return left.compareTo(burst.duration()) < 0 ? left : burst.duration();
    }

    /** Tells the holder to stop and gives it its grace; without one the floor goes on at once. */
    void revoke(Turn turn, Burst burst, FloorRevokeCause cause) {
        if (settings.grace().isZero()) {
            revokeNow(turn, burst, cause);
            return;
        }
        turn.stopAll();
        turn.start(FloorTimer.GRACE, settings.grace());
        turn.setTalk(burst.revokedFor(cause));
        turn.tell(new FloorEffect.Revoked(burst.userId(), cause));
        repeatRevokeLater(turn, settings.revokeAgain().times());
    }

    /** Tells the holder that it has lost the floor, and goes on to the next. */
    void revokeNow(Turn turn, Burst burst, FloorRevokeCause cause) {
        turn.tell(new FloorEffect.Revoked(burst.userId(), cause));
        end(turn, burst.revokedFor(cause));
        goOn(turn);
    }

    /** T8: says REVOKE again as long as media comes. */
    void repeatRevoke(Turn turn, Burst burst, FloorRevokeCause cause, int left) {
        if (burst.mediaFlows()) {
            turn.tell(new FloorEffect.Revoked(burst.userId(), cause));
            turn.setTalk(burst.revokedFor(cause));
        }
        repeatRevokeLater(turn, left - 1);
    }

    private void repeatRevokeLater(Turn turn, int left) {
        if (left > 0) {
            turn.start(FloorTimer.REVOKE_AGAIN, settings.revokeAgain().interval(), left);
        }
    }

    /** Ends the burst of one who is done, and goes on to the next. */
    void finish(Turn turn, Burst burst) {
        end(turn, burst);
        goOn(turn);
    }

    /** Takes the floor away without giving it to anyone. */
    void end(Turn turn, Burst burst) {
        turn.stopAll();
        turn.endTalk();
        if (turn.participant(burst.userId()).isPresent()) {
            turn.setStrays(turn.strays().with(burst.userId(), new Strays.Stray(turn.now(), burst.revokesSent())));
        }
    }

    /** Grants the next of the queue, with no IDLE between, or tells everyone that the floor is idle (rule 4). */
    private void goOn(Turn turn) {
        List<QueuedRequest> queue = turn.queue();
        if (queue.isEmpty()) {
            idle(turn);
            return;
        }
        QueuedRequest head = queue.getFirst();
        QueuedRequest next = head.preempting() ? head : policy.next(turn, queue);
        grant(turn, next.request());
        if (settings.grantedAgain().isOn()) {
            turn.start(
                    FloorTimer.GRANTED_AGAIN,
                    settings.grantedAgain().interval(),
                    settings.grantedAgain().times());
        }
        turn.setQueue(Waiting.without(queue, next.userId()));
    }

    /** Tells everyone that the floor is idle, and starts T4 and T7. */
    void idle(Turn turn) {
        turn.tell(new FloorEffect.Idle(Optional.empty()));
        startHangTime(turn);
        repeatIdleLater(turn, settings.idleAgain().times());
    }

    void startHangTime(Turn turn) {
        if (settings.hangTime().isPositive()) {
            turn.start(FloorTimer.HANG_TIME, settings.hangTime());
        }
    }

    /** T7: says IDLE again. */
    void repeatIdle(Turn turn, int left) {
        turn.tell(new FloorEffect.Idle(Optional.empty()));
        repeatIdleLater(turn, left - 1);
    }

    private void repeatIdleLater(Turn turn, int left) {
        if (left > 0) {
            turn.start(FloorTimer.IDLE_AGAIN, settings.idleAgain().interval(), left);
        }
    }

    /** T20: says GRANTED again; after the last the floor goes on. */
    void repeatGranted(Turn turn, Burst burst, int left) {
        if (left == 0) {
            revokeNow(turn, burst, FloorRevokeCause.PING_TIMEOUT);
            return;
        }
        turn.tell(new FloorEffect.Granted(burst.userId(), left(turn, burst)));
        turn.start(FloorTimer.GRANTED_AGAIN, settings.grantedAgain().interval(), left - 1);
    }
}
