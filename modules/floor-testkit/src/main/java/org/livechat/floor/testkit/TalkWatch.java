package org.livechat.floor.testkit;

import static org.livechat.floor.testkit.FloorWatch.require;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorTalker;
import org.livechat.api.floor.FloorView;
import org.livechat.floor.FloorState;

/**
 * Stands before a policy, and compares every talk time it is told with the bursts that were seen from outside, all of which
 * are kept. A mistake is noted until {@link #requireRight()}, since what a policy throws is caught by the machine.
 */
final class TalkWatch implements FloorPolicy {
    private final FloorPolicy policy;
    private final List<Seen> bursts = new ArrayList<>();
    private Optional<String> mistake = Optional.empty();
    private Optional<Seen> running = Optional.empty();
    private long nowNanos;
    private long edgeNanos;

    TalkWatch(FloorPolicy policy) {
        this.policy = policy;
    }

    /** A burst that was seen; one that runs is seen up to now. */
    private record Seen(String userId, long fromNanos, long untilNanos) {
        Seen until(long nanos) {
            return new Seen(userId, fromNanos, nanos);
        }

        long after(long edgeNanos) {
            return Math.clamp(untilNanos - edgeNanos, 0, untilNanos - fromNanos);
        }
    }

    /** The time of the step to come, and the memory of the machine that takes it. */
    void at(long nanos, Duration memory) {
        nowNanos = nanos;
        edgeNanos = nanos - memory.toNanos();
    }

    /** Follows the holder through that step. One that lost the floor in it did so at its time. */
    void observe(FloorState before, FloorState after) {
        boolean same = before.holder().equals(after.holder())
                && before.takenSinceNanos().equals(after.takenSinceNanos());
        if (!same) {
            burstOf(before).ifPresent(bursts::add);
        }
        running = burstOf(after);
    }

    private Optional<Seen> burstOf(FloorState state) {
        return state.holder()
                .map(holder -> new Seen(holder, state.takenSinceNanos().orElseThrow(), nowNanos));
    }

    /** @throws AssertionError when the policy was told anything wrong since the beginning */
    void requireRight() {
        require(mistake.isEmpty(), mistake.orElse(""));
    }

    private FloorRequest checked(FloorRequest request) {
        long talkedNanos = Stream.concat(bursts.stream(), running.stream().map(burst -> burst.until(nowNanos)))
                .filter(burst -> burst.userId().equals(request.userId()))
                .mapToLong(burst -> burst.after(edgeNanos))
                .sum();
        if (!request.talked().equals(Duration.ofNanos(talkedNanos))) {
            mistake = Optional.of("the policy is told what the user talked within its memory, %s, not %s"
                    .formatted(Duration.ofNanos(talkedNanos), request));
        }
        return request;
    }

    @Override
    public String name() {
        return policy.name();
    }

    @Override
    public Duration memory() {
        return policy.memory();
    }

    @Override
    public FloorDecision judge(FloorRequest request, FloorView floor) {
        floor.talker().map(FloorTalker::request).ifPresent(this::checked);
        floor.queue().forEach(this::checked);
        return policy.judge(checked(request), floor);
    }

    @Override
    public boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
        return policy.overtakes(checked(arriving), checked(waiting));
    }

    @Override
    public FloorRequest next(List<FloorRequest> queue) {
        queue.forEach(this::checked);
        return policy.next(queue);
    }

    @Override
    public Duration duration(FloorRequest talker, Duration limit) {
        return policy.duration(checked(talker), limit);
    }

    @Override
    public boolean interruptsBroadcast(FloorRequest request) {
        return policy.interruptsBroadcast(checked(request));
    }
}
