package org.livechat.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.livechat.api.FloorIndicator;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorMachine;
import org.livechat.floor.FloorParticipant;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.FloorState;
import org.livechat.floor.MediaPath;
import org.livechat.floor.PriorityPolicy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One decision of the floor machine: one talks, one waits, one pre-empts, and two release. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FloorBenchmark {
    private static final int DECISIONS = 5;

    @Param({"10", "1000"})
    public int members;

    private final FloorMachine machine = new FloorMachine(FloorSettings.base(), new PriorityPolicy());
    private List<String> users;
    private FloorState state;
    private long nowNanos;
    private int turn;

    @Setup
    public void join() {
        users = IntStream.range(0, members).mapToObj(i -> "user" + i).toList();
        state = machine.initial(1, 0);
        for (var user : users) {
            var participant = new FloorParticipant(
                    user, false, MediaPath.NONE, 100, 255, EnumSet.allOf(FloorIndicator.class), Set.of());
            state = machine.step(state, new FloorInput.Join(participant), nowNanos)
                    .state();
        }
    }

    @Benchmark
    @OperationsPerInvocation(DECISIONS)
    public void decision(Blackhole effects) {
        var talker = users.get(3 * turn % members);
        var waiter = users.get((3 * turn + 1) % members);
        var urgent = users.get((3 * turn + 2) % members);
        turn = (turn + 1) % members;
        step(effects, new FloorInput.Request(talker, OptionalInt.empty(), FloorIndicator.NORMAL));
        step(effects, new FloorInput.Request(waiter, OptionalInt.empty(), FloorIndicator.NORMAL));
        step(effects, new FloorInput.Request(urgent, OptionalInt.empty(), FloorIndicator.EMERGENCY));
        step(effects, new FloorInput.Release(urgent));
        step(effects, new FloorInput.Release(waiter));
    }

    private void step(Blackhole effects, FloorInput input) {
        nowNanos += 1_000;
        var step = machine.step(state, input, nowNanos);
        state = step.state();
        effects.consume(step.effects());
    }
}
