package org.livechat.bench;

import java.util.concurrent.TimeUnit;
import org.livechat.api.FloorIndicator;
import org.livechat.protocol.ClientPacket;
import org.livechat.protocol.PacketCodec;
import org.livechat.protocol.ServerMessage;
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

/** A frame of the WebSocket read, and one written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PacketBenchmark {
    private static final String FLOOR_REQUEST =
            "{\"op\":30,\"d\":{\"channel_id\":\"CH_0001\",\"priority\":100,\"indicator\":\"normal\"},\"id\":17}";

    private String join;
    private final ServerMessage taken = new ServerMessage.FloorTaken("CH_0001", "dispatcher-7", FloorIndicator.NORMAL);

    @Setup
    public void offer() {
        var sdp = "v=0\\r\\n" + "a=candidate:1 1 udp 2130706431 192.0.2.1 50000 typ host\\r\\n".repeat(50);
        join = "{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":4711,\"sdp_offer\":\"" + sdp + "\"},\"id\":1}";
    }

    @Benchmark
    public ClientPacket readFloorRequest() {
        return PacketCodec.decodeClient(FLOOR_REQUEST);
    }

    @Benchmark
    public ClientPacket readJoinWithOffer() {
        return PacketCodec.decodeClient(join);
    }

    @Benchmark
    public Object writeFloorTaken() {
        return PacketCodec.encode(taken);
    }
}
