package org.livechat.media.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.RelayPlan;
import org.livechat.client.OfferedTrack;
import org.livechat.client.PeerLoop;
import org.livechat.client.SrtpChoice;
import org.livechat.media.connection.Connection;
import org.livechat.media.connection.Handshakes;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.endpoint.Negotiation;
import org.livechat.media.format.CodecSet;
import org.livechat.media.format.FormatTable;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.codec.BuiltInCodecs;
import org.livechat.rtc.sdp.HostCandidates;
import org.livechat.rtc.stun.IceCredentials;
import org.livechat.rtc.stun.IceLite;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The picture of a PTT channel drawn from a plan, when the floor goes to another member. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlanBenchmark {
    private static final Duration QUIET = Duration.ofSeconds(4);

    @Param({"10", "1000"})
    public int members;

    private final EndpointDirectory directory = new EndpointDirectory();
    private final ChannelRelay relay = new ChannelRelay("channel", directory::find, 3);
    private final Handshakes handshakes = new Handshakes(1, Duration.ofSeconds(10));
    private final List<String> ids = new ArrayList<>();
    private long sequence;

    @Setup
    public void join() throws IOException {
        try (var loop = PeerLoop.start(SrtpChoice.ANY)) {
            var offer = loop.peer(packet -> {})
                    .offer(List.of(OfferedTrack.both("0", MediaKind.AUDIO), OfferedTrack.both("1", MediaKind.VIDEO)));
            for (var i = 0; i < members; i++) {
                ids.add(endpoint("user" + i, offer).id());
            }
        }
    }

    private Endpoint endpoint(String user, String offer) {
        var random = new SecureRandom();
        var codecs = new CodecSet(BuiltInCodecs.all(), new FormatTable());
        var credentials = IceCredentials.random(random);
        var negotiation = new Negotiation(
                random,
                new EndpointRequest("channel", user, ChannelMode.PTT, false, offer),
                credentials,
                handshakes.fingerprint(),
                HostCandidates.udp(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9))),
                () -> codecs);
        var agreement = negotiation.answer(offer);
        var endpoint = new Endpoint(
                new Peer(credentials.ufrag(), user),
                new Connection(new IceLite(credentials), agreement.session().remoteFingerprints()),
                "channel",
                false);
        endpoint.negotiated(negotiation.sections(endpoint.talker(), agreement));
        directory.add(endpoint);
        return endpoint;
    }

    @Benchmark
    public Object handOver() {
        sequence++;
        var talker = ids.get((int) (sequence % members));
        return relay.publish(new RelayPlan("channel", 1, sequence, ChannelMode.PTT, ids, Set.of(talker), QUIET));
    }

    @TearDown
    public void close() {
        handshakes.close();
    }
}
