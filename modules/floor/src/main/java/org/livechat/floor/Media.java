package org.livechat.floor;

import java.time.Duration;
import java.util.Optional;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorRevokeCause;

/** What the relay reports: signs of life of the holder, and media of those without the floor (rule 12). */
final class Media {
    /** One who was told and then sent nothing for this many intervals of T8 has obeyed. */
    private static final int OBEYED_AFTER_INTERVALS = 5;

    private final FloorSettings settings;
    private final Bursts bursts;

    Media(FloorSettings settings, Bursts bursts) {
        this.settings = settings;
        this.bursts = bursts;
    }

    /** From here on it is heard by that media alone, once it is connected. */
    void begun(Turn turn, String userId) {
        turn.participant(userId).ifPresent(participant -> follow(turn, participant, MediaPath.CONNECTING));
    }

    void path(Turn turn, String userId, boolean up) {
        turn.participant(userId)
                .ifPresent(participant ->
                        follow(turn, participant, participant.mediaPath().changed(up)));
    }

    /** One who cannot be heard any more loses the floor or the place that leads to it. */
    private void follow(Turn turn, FloorParticipant participant, MediaPath path) {
        turn.putParticipant(participant.withMediaPath(path));
        if (participant.mediaPath().carries() && !path.carries()) {
            String userId = participant.userId();
            Requests.withdraw(turn, userId, FloorDenyCause.OTHER, Requests.whyUnheard(path));
            turn.talkOf(userId).ifPresent(burst -> bursts.revokeNow(turn, burst, FloorRevokeCause.DISCONNECT));
        }
    }

    /** T2 starts; from here on media stands for pings. */
    void started(Turn turn, String userId) {
        Optional<Burst> own = turn.talkOf(userId);
        if (own.isEmpty() || own.get().mediaFlows()) {
            return;
        }
        Burst burst = own.get();
        turn.setTalk(burst.withMediaFlowing());
        turn.stop(FloorTimer.FIRST_MEDIA);
        turn.stop(FloorTimer.GRANTED_AGAIN);
        turn.stop(FloorTimer.PING);
        if (!burst.isRevoked()) {
            turn.start(FloorTimer.STOP_TALKING, bursts.left(turn, burst));
        }
    }

    /** T1: the burst is over, without a REVOKE. What is reported of an earlier burst ends nothing. */
    void quiet(Turn turn, String userId) {
        turn.talkOf(userId).filter(Burst::mediaFlows).ifPresent(burst -> bursts.finish(turn, burst));
    }

    /**
     * Rule 12 and T8. Packets still under way when the floor was lost, or when REVOKE was sent, offend nobody: what comes
     * within the interval after it is ignored.
     */
    void withoutFloor(Turn turn, String userId) {
        if (turn.participant(userId).isEmpty() || turn.talkOf(userId).isPresent()) {
            return;
        }
        Resend again = settings.revokeAgain();
        Optional<Strays.Stray> known = turn.strays().get(userId);
        Duration since = known.map(stray -> Duration.ofNanos(turn.now() - stray.sinceNanos()))
                .orElse(Duration.ZERO);
        if (known.isPresent() && since.compareTo(again.interval()) < 0) {
            return;
        }
        boolean obeyed = since.compareTo(again.interval().multipliedBy(OBEYED_AFTER_INTERVALS)) > 0;
        int revokesSent = obeyed ? 0 : known.map(Strays.Stray::revokesSent).orElse(0);
        boolean exhausted = again.isOn() && revokesSent > again.times();
        turn.setStrays(
                turn.strays().with(userId, new Strays.Stray(turn.now(), exhausted ? revokesSent : revokesSent + 1)));
        turn.tell(
                exhausted
                        ? new FloorEffect.EndSession(userId)
                        : new FloorEffect.Revoked(userId, FloorRevokeCause.NO_PERMISSION));
    }
}
