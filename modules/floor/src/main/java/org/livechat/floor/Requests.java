package org.livechat.floor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorRequest;

/** What becomes of a request (rules 1, 3 and 6 to 10): exactly one answer, GRANTED, DENY or QUEUE_POS_INFO. */
final class Requests {
    private static final String MEDIA_LOST =
            "your media has ended; RENEGOTIATE with an sdp_offer begins it anew, to talk once it is connected";

    private final FloorSettings settings;
    private final GuardedPolicy policy;
    private final Bursts bursts;

    Requests(FloorSettings settings, GuardedPolicy policy, Bursts bursts) {
        this.settings = settings;
        this.policy = policy;
        this.bursts = bursts;
    }

    void answer(Turn turn, FloorInput.Request input) {
        String userId = input.userId();
        Optional<FloorParticipant> member = turn.participant(userId);
        if (member.isEmpty()) {
            deny(turn, userId, FloorDenyCause.OTHER, "not a member of the channel");
            return;
        }
        FloorParticipant participant = member.get();
        if (participant.receiveOnly()) {
            deny(
                    turn,
                    userId,
                    FloorDenyCause.RECEIVE_ONLY,
                    participant.silence().orElseThrow());
            return;
        }
        if (!participant.mediaPath().carries()) {
            deny(turn, userId, FloorDenyCause.OTHER, whyUnheard(participant.mediaPath()));
            return;
        }
        boolean allowed = participant.allows(input.indicator());
        FloorRequest request = effective(participant, input);
        Optional<Burst> own = turn.talkOf(userId);
        if (own.isPresent()) {
            grantAgain(turn, own.get(), allowed ? request : own.get().request());
            return;
        }
        if (!allowed) {
            deny(
                    turn,
                    userId,
                    FloorDenyCause.OTHER,
                    "indicator " + input.indicator().wireName() + " is not allowed by the credential");
            return;
        }
        if (turn.talk().isEmpty() && turn.memberCount() == 1 && !settings.talksAlone()) {
            deny(turn, userId, FloorDenyCause.ONLY_ONE_PARTICIPANT, "nobody else is in the channel");
            return;
        }
        arbitrate(turn, request);
    }

    /** Of a path that carries nothing. */
    static String whyUnheard(MediaPath path) {
        return path == MediaPath.LOST ? MEDIA_LOST : "your media is not connected yet; ask again once it is";
    }

    /** Rule 9: never more than the credential allows. */
    private FloorRequest effective(FloorParticipant participant, FloorInput.Request input) {
        int fallback = switch (input.indicator()) {
            case NORMAL, BROADCAST -> participant.defaultPriority();
            case IMMINENT_PERIL -> Math.max(participant.defaultPriority(), settings.imminentPerilPriority());
            case EMERGENCY -> Math.max(participant.defaultPriority(), settings.emergencyPriority());
        };
        int wanted = Math.max(0, input.priority().orElse(fallback));
        int priority = Math.min(wanted, participant.priorityCeiling());
        return new FloorRequest(participant.userId(), priority, input.indicator(), participant.roles());
    }

    /** Rule 3, and a burst becomes more urgent when its talker says so: everyone is told of a new indicator. */
    private void grantAgain(Turn turn, Burst burst, FloorRequest request) {
        FloorRequest raised = raised(burst.request(), request);
        turn.stop(FloorTimer.GRANTED_AGAIN);
        turn.setTalk(burst.withRequest(raised));
        turn.tell(new FloorEffect.Granted(burst.userId(), bursts.left(turn, burst)));
        if (raised.indicator() != burst.request().indicator()) {
            turn.tell(new FloorEffect.Taken(burst.userId(), raised.indicator(), Optional.empty()));
        }
    }

    /** The more urgent of two requests of one user; within one class the indicator stays. */
    private static FloorRequest raised(FloorRequest former, FloorRequest later) {
        if (!later.outranks(former)) {
            return former;
        }
        FloorIndicator indicator =
                later.indicator().urgency() > former.indicator().urgency() ? later.indicator() : former.indicator();
        return new FloorRequest(former.userId(), later.priority(), indicator, former.roles());
    }

    private void arbitrate(Turn turn, FloorRequest asked) {
        int place = Waiting.indexOf(turn.queue(), asked.userId());
        boolean queued = place >= 0;
        FloorRequest request = queued ? raised(turn.queue().get(place).request(), asked) : asked;
        if (duringBroadcast(turn)) {
            Optional<Boolean> interrupts = policy.interruptsBroadcast(turn, request);
            if (interrupts.isEmpty()) {
                denyForFailure(turn, request);
                return;
            }
            if (!interrupts.get()) {
                stayOut(turn, request, queued);
                return;
            }
        }
        Optional<FloorDecision> decision = policy.judge(turn, request, turn.view());
        if (decision.isEmpty()) {
            denyForFailure(turn, request);
            return;
        }
        switch (decision.get()) {
            case FloorDecision.Grant grant -> bursts.grant(turn, request);
            case FloorDecision.Preempt preempt -> preempt(turn, request);
            case FloorDecision.Queue queue -> enqueue(turn, request, queued);
            case FloorDecision.Deny deny -> deny(turn, request.userId(), deny.cause(), deny.reason());
        }
    }

    private static boolean duringBroadcast(Turn turn) {
        return turn.talk()
                .filter(burst -> burst.request().indicator() == FloorIndicator.BROADCAST)
                .isPresent();
    }

    /** Rule 10; who waited before the broadcast began keeps its place. */
    private static void stayOut(Turn turn, FloorRequest request, boolean queued) {
        if (queued) {
            turn.tellPosition(request.userId());
        } else {
            deny(turn, request.userId(), FloorDenyCause.RECEIVE_ONLY, "a broadcast is running");
        }
    }

    /** Rule 6. */
    private void preempt(Turn turn, FloorRequest request) {
        Optional<Burst> talk = turn.talk();
        if (talk.isEmpty()) {
            bursts.grant(turn, request);
            return;
        }
        Burst burst = talk.get();
        if (!burst.isRevoked() && settings.grace().isZero()) {
            turn.tell(new FloorEffect.Revoked(burst.userId(), FloorRevokeCause.PREEMPTED));
            bursts.end(turn, burst.revokedFor(FloorRevokeCause.PREEMPTED));
            bursts.grant(turn, request);
            turn.setQueue(Waiting.without(turn.queue(), request.userId()));
            return;
        }
        if (insert(turn, request, true) && !burst.isRevoked()) {
            bursts.revoke(turn, burst, FloorRevokeCause.PREEMPTED);
        }
    }

    /** Rule 7. */
    private void enqueue(Turn turn, FloorRequest request, boolean queued) {
        if (!queued && settings.queueLimit() == 0) {
            deny(turn, request.userId(), FloorDenyCause.ANOTHER_HAS_PERMISSION, "another member is talking");
        } else if (!queued && turn.queue().size() >= settings.queueLimit()) {
            deny(
                    turn,
                    request.userId(),
                    FloorDenyCause.QUEUE_FULL,
                    "the queue is full: " + turn.queue().size() + " are waiting");
        } else {
            insert(turn, request, false);
        }
    }

    private boolean insert(Turn turn, FloorRequest request, boolean preempting) {
        int place = Waiting.indexOf(turn.queue(), request.userId());
        QueuedRequest arriving = place < 0
                ? new QueuedRequest(request, turn.now(), preempting)
                : new QueuedRequest(
                        request,
                        turn.queue().get(place).queuedAtNanos(),
                        preempting || turn.queue().get(place).preempting());
        Optional<List<QueuedRequest>> placed = Waiting.place(turn.queue(), arriving, policy, turn);
        if (placed.isEmpty()) {
            denyForFailure(turn, request);
            return false;
        }
        turn.setQueueAnswering(placed.get(), request.userId());
        return true;
    }

    private static void denyForFailure(Turn turn, FloorRequest request) {
        deny(turn, request.userId(), FloorDenyCause.INTERNAL_ERROR, "the floor policy failed");
    }

    /** Whoever is denied waits for nothing: it is taken out of the queue. */
    private static void deny(Turn turn, String userId, FloorDenyCause cause, String reason) {
        turn.tell(new FloorEffect.Denied(userId, cause, reason));
        if (Waiting.indexOf(turn.queue(), userId) >= 0) {
            turn.setQueue(Waiting.without(turn.queue(), userId));
        }
    }

    /** Takes one who waits out of the queue, and tells it so. */
    static void withdraw(Turn turn, String userId, FloorDenyCause cause, String reason) {
        if (Waiting.indexOf(turn.queue(), userId) >= 0) {
            deny(turn, userId, cause, reason);
        }
    }

    /** Empties the queue: everyone in it is told that it is out. */
    static void clearQueue(Turn turn, FloorDenyCause cause, String reason) {
        List<QueuedRequest> cleared = new ArrayList<>(turn.queue());
        turn.setQueue(List.of());
        for (QueuedRequest waiting : cleared) {
            deny(turn, waiting.userId(), cause, reason);
        }
    }
}
