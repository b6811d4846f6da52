package org.livechat.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.livechat.api.FloorIndicator;
import org.livechat.api.control.FloorStatus;
import org.livechat.floor.FloorEffect;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorMachine;
import org.livechat.floor.FloorPhase;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.FloorState;

/**
 * The floor of one PTT channel: its machine, its state and its deadline. Guarded by the channel's lock.
 *
 * <p>The machine may be replaced by one with the same settings and another policy, when the floor is idle: until then those
 * who talk and wait are judged by the policy that they began with.
 */
final class ChannelFloor {
    private final TimeSource time;
    private final Deadline deadline;
    private final FloorWatch watch;
    private final TappedFloor tapped;
    private final BurstLog bursts;
    private final FloorSettings settings;
    private FloorMachine machine;
    private Optional<FloorMachine> next = Optional.empty();
    private FloorState state;

    ChannelFloor(
            FloorMachine machine,
            long epoch,
            TimeSource time,
            Deadline deadline,
            FloorWatch watch,
            TappedFloor tapped,
            BurstLog bursts) {
        this.bursts = bursts;
        this.tapped = tapped;
        this.settings = machine.settings();
        this.machine = machine;
        this.state = machine.initial(epoch, time.nanoTime());
        this.time = time;
        this.deadline = deadline;
        this.watch = watch;
        deadline.set(state.nextDeadlineNanos());
    }

    List<FloorEffect> step(FloorInput input) {
        long now = time.nanoTime();
        tapped.asked(machine, state);
        var step = machine.step(state, input, now);
        tapped.decided(input, now, step.effects());
        watch.stepped(state, input, step.state(), step.effects());
        bursts.stepped(state, input, step.state(), step.effects());
        state = step.state();
        deadline.set(state.nextDeadlineNanos());
        replaceWhenIdle();
        return step.effects();
    }

    /** Has another machine decide as soon as nobody talks or waits; one with the same policy would make no difference. */
    void use(FloorMachine other) {
        next = machine.hasSamePolicyAs(other) ? Optional.empty() : Optional.of(other);
        replaceWhenIdle();
    }

    private void replaceWhenIdle() {
        if (next.isPresent()
                && state.phase() == FloorPhase.IDLE
                && state.queue().isEmpty()) {
            machine = next.get();
            next = Optional.empty();
        }
    }

    /** Whether a machine waits to take over. */
    boolean awaitsPolicy() {
        return next.isPresent();
    }

    /** Those of every machine that it will have; takes no lock. */
    FloorSettings settings() {
        return settings;
    }

    Set<String> transmitters() {
        return state.transmitters();
    }

    Optional<String> holder() {
        return state.holder();
    }

    /** What the holder has asked with; normal where there is none. */
    FloorIndicator indicator() {
        return state.indicator().orElse(FloorIndicator.NORMAL);
    }

    void stop() {
        deadline.clear();
    }

    FloorStatus status() {
        long now = time.nanoTime();
        var talker = state.holder()
                .map(holder -> new FloorStatus.Talker(
                        holder,
                        state.priority().orElseThrow(),
                        state.indicator().orElseThrow(),
                        Duration.ofNanos(now - state.takenSinceNanos().orElseThrow())));
        var queue = state.queue().stream()
                .map(waiting -> {
                    long waitedNanos = now - waiting.queuedAtNanos();
                    return new FloorStatus.Waiting(
                            waiting.userId(),
                            waiting.priority(),
                            waiting.indicator(),
                            time.wallMillisBefore(waitedNanos),
                            Duration.ofNanos(waitedNanos));
                })
                .toList();
        return new FloorStatus(talker, queue);
    }
}
