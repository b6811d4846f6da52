package org.livechat.floor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorTalker;
import org.livechat.api.floor.FloorView;

/** One step in the making: the picture so far and the effects so far. Lives for one call on one thread. */
final class Turn {
    private final FloorState before;
    private final long now;
    private final long memoryNanos;
    private final List<FloorEffect> effects = new ArrayList<>();
    private Map<String, FloorParticipant> participants;
    private Map<String, Burst> holders;
    private List<QueuedRequest> queue;
    private Timers timers;
    private Strays strays;
    private TalkTimes talkTimes;

    /** Time never runs backwards: a step that is told an earlier time than the last one happens at the last one's. */
    Turn(FloorState before, long nowNanos, Duration memory) {
        FloorState.Picture picture = before.picture();
        this.before = before;
        this.now = nowNanos - picture.clockNanos() > 0 ? nowNanos : picture.clockNanos();
        this.participants = picture.participants();
        this.holders = picture.holders();
        this.queue = picture.queue();
        this.timers = picture.timers();
        this.strays = picture.strays();
        this.memoryNanos = memory.toNanos();
        this.talkTimes = remembers() ? picture.talkTimes().after(forgotten()) : TalkTimes.NONE;
    }

    FloorStep finish() {
        FloorState.Picture picture = before.picture();
        boolean decided = !participants.equals(picture.participants())
                || effects.stream().anyMatch(effect -> !(effect instanceof FloorEffect.Pong));
        long sequence = decided ? picture.sequence() + 1 : picture.sequence();
        FloorState after = new FloorState(new FloorState.Picture(
                picture.epoch(), sequence, now, participants, holders, queue, timers, strays, talkTimes));
        return new FloorStep(after, effects);
    }

    long now() {
        return now;
    }

    void tell(FloorEffect effect) {
        effects.add(effect);
    }

    /** Tells the channel's present state to one member alone. */
    void tellStateTo(String userId) {
        Optional<String> onlyTo = Optional.of(userId);
        tell(talk().<FloorEffect>map(burst ->
                        new FloorEffect.Taken(burst.userId(), burst.request().indicator(), onlyTo))
                .orElseGet(() -> new FloorEffect.Idle(onlyTo)));
    }

    Optional<FloorParticipant> participant(String userId) {
        return Optional.ofNullable(participants.get(userId));
    }

    int memberCount() {
        return participants.size();
    }

    void putParticipant(FloorParticipant participant) {
        Map<String, FloorParticipant> next = new HashMap<>(participants);
        next.put(participant.userId(), participant);
        participants = Collections.unmodifiableMap(next);
    }

    /** Takes a member out, with what a timer had to tell it just before. */
    void removeParticipant(String userId) {
        effects.removeIf(effect -> effect.addressee().filter(userId::equals).isPresent());
        Map<String, FloorParticipant> next = new HashMap<>(participants);
        next.remove(userId);
        participants = Collections.unmodifiableMap(next);
    }

    Optional<Burst> talk() {
        return holders.values().stream().findFirst();
    }

    Optional<Burst> talkOf(String userId) {
        return Optional.ofNullable(holders.get(userId));
    }

    void setTalk(Burst burst) {
        holders = Map.of(burst.userId(), burst);
    }

    void endTalk() {
        if (remembers()) {
            talk().ifPresent(burst ->
                    talkTimes = talkTimes.with(burst.userId(), burst.takenSinceNanos(), now, forgotten()));
        }
        holders = Map.of();
    }

    private boolean remembers() {
        return memoryNanos > 0;
    }

    /** What was by then is out of the policy's memory. */
    private long forgotten() {
        return now - memoryNanos;
    }

    /** A request as the policy is shown it: with what its user has talked by now. */
    FloorRequest shown(FloorRequest request) {
        if (!remembers()) {
            return request;
        }
        String userId = request.userId();
        long running = talkOf(userId)
                .map(burst -> Math.min(now - burst.takenSinceNanos(), memoryNanos))
                .orElse(0L);
        Duration talked = Duration.ofNanos(talkTimes.talkedAfter(userId, forgotten()) + running);
        return new FloorRequest(userId, request.priority(), request.indicator(), request.roles(), talked);
    }

    List<FloorRequest> shown(List<QueuedRequest> waiting) {
        return waiting.stream().map(queued -> shown(queued.request())).toList();
    }

    List<QueuedRequest> queue() {
        return queue;
    }

    /** Replaces the queue and tells everyone who stands elsewhere in it now than before. */
    void setQueue(List<QueuedRequest> next) {
        List<QueuedRequest> former = queue;
        queue = List.copyOf(next);
        queue.stream().map(QueuedRequest::userId).forEach(userId -> tellIfMoved(userId, former));
    }

    /** Replaces the queue, tells one its place as the answer to its request, then everyone else who moved. */
    void setQueueAnswering(List<QueuedRequest> next, String requester) {
        List<QueuedRequest> former = queue;
        queue = List.copyOf(next);
        tellPosition(requester);
        queue.stream()
                .map(QueuedRequest::userId)
                .filter(userId -> !userId.equals(requester))
                .forEach(userId -> tellIfMoved(userId, former));
    }

    private void tellIfMoved(String userId, List<QueuedRequest> former) {
        if (Waiting.indexOf(former, userId) != Waiting.indexOf(queue, userId)) {
            tellPosition(userId);
        }
    }

    void tellPosition(String userId) {
        tell(new FloorEffect.QueuePosition(userId, Waiting.indexOf(queue, userId) + 1, queue.size()));
    }

    void start(FloorTimer timer, Duration after) {
        start(timer, after, 0);
    }

    void start(FloorTimer timer, Duration after, int left) {
        timers = timers.with(timer, now + after.toNanos(), left);
    }

    void stop(FloorTimer timer) {
        timers = timers.without(timer);
    }

    void stopAll() {
        timers = Timers.NONE;
    }

    /** What is left until a timer fires; zero when it does not run. */
    Duration left(FloorTimer timer) {
        return timers.get(timer)
                .map(due -> Duration.ofNanos(Math.max(0, due.atNanos() - now)))
                .orElse(Duration.ZERO);
    }

    boolean runs(FloorTimer timer) {
        return timers.get(timer).isPresent();
    }

    /** Takes out the earliest timer that is due, with what it may still repeat. */
    Optional<Fired> takeDue() {
        Optional<FloorTimer> first = timers.earliest(now);
        Optional<Timers.Due> due = first.flatMap(timers::get).filter(found -> found.atNanos() - now <= 0);
        if (first.isEmpty() || due.isEmpty()) {
            return Optional.empty();
        }
        stop(first.get());
        return Optional.of(new Fired(first.get(), due.get().left()));
    }

    /** A timer that fired; {@code left} is how often its message may be sent again, this time included. */
    record Fired(FloorTimer timer, int left) {}

    Strays strays() {
        return strays;
    }

    void setStrays(Strays next) {
        strays = next;
    }

    /** The floor as a policy is shown it. */
    FloorView view() {
        Optional<FloorTalker> talker = talk().map(burst -> new FloorTalker(
                shown(burst.request()), Duration.ofNanos(now - burst.takenSinceNanos()), burst.isRevoked()));
        return new FloorView(talker, shown(queue), participants.size());
    }
}
