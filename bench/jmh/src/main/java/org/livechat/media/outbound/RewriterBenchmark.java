package org.livechat.media.outbound;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One packet moved into the numbering of a slot. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RewriterBenchmark {
    private static final long PACKET_NANOS = 20_000_000;
    private static final int PACKET_TICKS = 960;

    private final StreamRewriter rewriter = new StreamRewriter(50, 1000, 77);
    private int packets;

    @Setup
    public void begin() {
        rewriter.begin(48_000, packets, packets * PACKET_TICKS, packets * PACKET_NANOS);
    }

    @Benchmark
    public int move() {
        packets++;
        rewriter.move(packets & 0xFFFF, packets * PACKET_TICKS, packets * PACKET_NANOS);
        return rewriter.movedSequence() + rewriter.movedTimestamp();
    }
}
