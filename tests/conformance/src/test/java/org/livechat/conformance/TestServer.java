package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.livechat.admin.ChannelRoutes;
import org.livechat.admin.HealthRoutes;
import org.livechat.api.Authentication;
import org.livechat.api.Authenticator;
import org.livechat.api.ChannelMode;
import org.livechat.api.Credential;
import org.livechat.api.FloorIndicator;
import org.livechat.api.control.FloorChoice;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.MediaPlane;
import org.livechat.api.network.FailureLimit;
import org.livechat.api.trace.TraceSink;
import org.livechat.core.ChannelSettings;
import org.livechat.core.CoreSettings;
import org.livechat.core.LiveControlPlane;
import org.livechat.core.PresetChannel;
import org.livechat.core.SessionSettings;
import org.livechat.core.TimeSource;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.PriorityPolicy;
import org.livechat.http.server.BearerToken;
import org.livechat.http.server.HttpLimits;
import org.livechat.http.server.HttpServer;
import org.livechat.http.server.HttpSettings;
import org.livechat.media.MediaSettings;
import org.livechat.media.RelayMediaPlane;
import org.livechat.rtc.codec.BuiltInCodecs;
import org.livechat.server.access.CountedAdmission;
import org.livechat.signaling.SignalingCounters;
import org.livechat.signaling.SignalingGateway;
import org.livechat.signaling.SignalingSettings;
import org.livechat.transport.Transports;

/** HTTP, gateway and control plane as the server wires them, on a loopback port of the system's choice. */
final class TestServer implements AutoCloseable {
    static final String TOKEN = "correct horse";
    static final String BROKEN_TOKEN = "breaks the authenticator";
    static final String PTT = "CH_0001";
    static final String SMALL = "CH_0002";
    static final String CONFERENCE = "CH_0004";

    private final LiveControlPlane controlPlane;
    private final SignalingGateway gateway;
    private final HttpServer http;
    private final List<TestClient> clients = new ArrayList<>();

    private TestServer(
            SignalingSettings signaling,
            SessionSettings sessions,
            FloorSettings floor,
            Function<MediaListener, MediaPlane> media,
            int port) {
        CoreSettings core = new CoreSettings(
                sessions,
                ChannelSettings.defaults(),
                Map.of("base", floor),
                "base",
                List.of(
                        new PresetChannel(
                                PTT, "0001", "Dispatch \uD83D\uDCFB", ChannelMode.PTT, 1000, FloorChoice.none()),
                        new PresetChannel(SMALL, "0002", "Two", ChannelMode.PTT, 2, FloorChoice.none()),
                        new PresetChannel(
                                CONFERENCE, "0004", "Meeting", ChannelMode.CONFERENCE, 20, FloorChoice.none())));
        this.controlPlane = LiveControlPlane.start(core, media, TimeSource.system(), List.of(new PriorityPolicy()));
        this.gateway = new SignalingGateway(
                controlPlane,
                new CountedAdmission(
                        authenticator(), new FailureLimit(FailureLimit.DEFAULT_PER_MINUTE), TraceSink.none()),
                signaling);
        this.http = new HttpServer(
                HttpSettings.defaults()
                        .at("127.0.0.1", port)
                        .within(HttpLimits.defaults().withConnections(20_000, 20_000))
                        .withAllowedOrigins(Set.of("https://console.example.org")),
                List.of(gateway, new ChannelRoutes(controlPlane), new HealthRoutes()),
                new BearerToken("nobody administers this one"));
        http.start();
    }

    private static Authenticator authenticator() {
        return (userId, token) -> switch (token) {
            case TOKEN ->
                Authentication.accepted(
                        new Credential(userId, Credential.MAX_PRIORITY, EnumSet.allOf(FloorIndicator.class)));
            case BROKEN_TOKEN -> throw new IllegalStateException("the authenticator is broken, with secret detail");
            default -> Authentication.refused("the token does not entitle you to be this user");
        };
    }

    static TestServer start() {
        return start(UnaryOperator.identity());
    }

    /** Starts where another one was. */
    static TestServer startAt(int port) {
        return new TestServer(
                SignalingSettings.defaults(), SessionSettings.defaults(), FloorSettings.base(), NoMedia::new, port);
    }

    /** Starts with other bounds of the gateway. */
    static TestServer start(UnaryOperator<SignalingSettings> change) {
        return start(change, FloorSettings.base());
    }

    /** Starts with other bounds of the gateway and another floor. */
    static TestServer start(UnaryOperator<SignalingSettings> change, FloorSettings floor) {
        return new TestServer(
                change.apply(SignalingSettings.defaults()), SessionSettings.defaults(), floor, NoMedia::new, 0);
    }

    static TestServer withSessions(SessionSettings sessions) {
        return new TestServer(SignalingSettings.defaults(), sessions, FloorSettings.base(), NoMedia::new, 0);
    }

    static TestServer withFloor(FloorSettings floor) {
        return start(UnaryOperator.identity(), floor);
    }

    /** Starts with a real relay on loopback. */
    static TestServer withMedia(FloorSettings floor) {
        return new TestServer(
                SignalingSettings.defaults(), SessionSettings.defaults(), floor, TestServer::openRelay, 0);
    }

    private static MediaPlane openRelay(MediaListener listener) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            return RelayMediaPlane.open(
                    new MediaSettings(
                            new InetSocketAddress(loopback, 0),
                            List.of(loopback),
                            1 << 18,
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(30),
                            2,
                            3),
                    Transports.all(),
                    BuiltInCodecs.all(),
                    listener);
        } catch (IOException cannotListen) {
            throw new UncheckedIOException(cannotListen);
        }
    }

    /** The defaults with other limits. */
    static SignalingSettings limits(
            SignalingSettings defaults, Duration identifyTimeout, int egressPackets, int framesPerSecond, int burst) {
        return new SignalingSettings(
                identifyTimeout,
                defaults.unidentifiedPerAddress(),
                defaults.awayPerAddress(),
                defaults.frameLimitBytes(),
                defaults.egress().withPackets(egressPackets),
                defaults.ingressBytes(),
                defaults.keptBytes(),
                framesPerSecond,
                burst,
                defaults.badPacketsInARow(),
                Duration.ofSeconds(1));
    }

    /** The defaults with another bound of those who wait for their clients. */
    static SignalingSettings awayPerAddress(SignalingSettings defaults, int away) {
        return new SignalingSettings(
                defaults.identifyTimeout(),
                defaults.unidentifiedPerAddress(),
                away,
                defaults.frameLimitBytes(),
                defaults.egress(),
                defaults.ingressBytes(),
                defaults.keptBytes(),
                defaults.framesPerSecond(),
                defaults.frameBurst(),
                defaults.badPacketsInARow(),
                defaults.closeTimeout());
    }

    int port() {
        return http.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    SignalingCounters counters() {
        return gateway.counters();
    }

    /** What is held of messages that are not whole yet. */
    long unfinishedBytes() {
        return gateway.unfinishedBytes();
    }

    /** Waits until so many sessions' clients have no connection. */
    void awaitAway(int away) throws InterruptedException {
        await(gateway::away, away, "clients away");
    }

    /** Waits until there are so many sessions. */
    void awaitSessions(int sessions) throws InterruptedException {
        await(() -> controlPlane.status().users(), sessions, "sessions");
    }

    private static void await(LongSupplier figure, long wanted, String what) throws InterruptedException {
        for (int tries = 0; figure.getAsLong() != wanted; tries++) {
            assertThat(tries).as(what + ": %s", figure.getAsLong()).isLessThan(2_000);
            Thread.sleep(10);
        }
    }

    long refusedOrigins() {
        return http.refusedOrigins();
    }

    int httpConnections() {
        return http.connections();
    }

    LiveControlPlane controlPlane() {
        return controlPlane;
    }

    /** A connection that has got HELLO. */
    TestClient connect() {
        TestClient client = TestClient.connect(port());
        clients.add(client);
        client.await(0);
        return client;
    }

    /** A connection that has got READY. */
    TestClient identified(String userId) {
        TestClient client = connect();
        client.send("{'op':3,'d':{'user_id':'" + userId + "','token':'" + TOKEN + "'}}");
        client.await(4);
        return client;
    }

    /** A member without media; what it was told about its joining is forgotten. */
    TestClient member(String userId, String channelId) {
        TestClient client = identified(userId);
        client.join(channelId);
        return client;
    }

    void stopGateway() {
        gateway.close();
    }

    @Override
    public void close() {
        clients.forEach(TestClient::abort);
        gateway.close();
        http.close();
        controlPlane.close();
    }
}
