package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.livechat.api.media.MediaKind;
import org.livechat.client.MediaPeer;
import org.livechat.client.MediaPeerListener;
import org.livechat.client.OfferedTrack;
import org.livechat.client.ReceivedRtp;
import org.livechat.client.SignalingClient;
import org.livechat.client.SignalingListener;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/** A member without a browser, on a network that does not change, who times the pauses of a voice and notes who comes and goes. */
final class SteadyListener implements MediaPeerListener, SignalingListener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch connected = new CountDownLatch(1);
    private final AtomicLong latestNanos = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final Queue<String> traffic = new ConcurrentLinkedQueue<>();
    private final MediaPeer peer;

    private SteadyListener(InetAddress local) throws Exception {
        peer = MediaPeer.open(local, this);
    }

    static SteadyListener open(InetAddress local) throws Exception {
        return new SteadyListener(local);
    }

    /** The UDP port that it listens at. */
    int port() {
        return peer.localAddress().getPort();
    }

    /** Joins a channel of a server whose WebSocket is at a port of the loopback address. */
    void join(int httpPort, String channelId) throws Exception {
        SignalingClient client = SignalingClient.connect(
                        http,
                        URI.create("ws://127.0.0.1:" + httpPort + "/ws"),
                        new ClientMessage.Identify("Ben", RunningServer.SECRET, 100),
                        this)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        var joined = client.ask(
                new ClientMessage.ChannelJoin(
                        channelId,
                        7,
                        Optional.empty(),
                        Optional.of(peer.offer(List.of(OfferedTrack.both("0", MediaKind.AUDIO)))),
                        List.of(),
                        false),
                AckData.Joined.class,
                PATIENCE);
        peer.answer(joined.sdpAnswer().orElseThrow());
        assertThat(connected.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Times pauses from now on. */
    void begin() {
        longestNanos.set(0);
        latestNanos.set(System.nanoTime());
    }

    /** The longest pause so far, the one that lasts included, in ms. */
    long longestPause() {
        return TimeUnit.NANOSECONDS.toMillis(Math.max(longestNanos.get(), System.nanoTime() - latestNanos.get()));
    }

    /** How long nothing has come, in ms. */
    long silence() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - latestNanos.get());
    }

    /** Who came and went. */
    List<String> traffic() {
        return List.copyOf(traffic);
    }

    @Override
    public void connected() {
        connected.countDown();
    }

    @Override
    public void received(ReceivedRtp packet) {
        long now = System.nanoTime();
        long pause = now - latestNanos.getAndSet(now);
        longestNanos.accumulateAndGet(pause, Math::max);
    }

    @Override
    public void received(ServerMessage message) {
        switch (message) {
            case ServerMessage.MemberJoined joined ->
                traffic.add("join " + joined.member().userId());
            case ServerMessage.MemberLeft left ->
                traffic.add("leave " + left.member().userId());
            default -> {}
        }
    }

    @Override
    public void close() {
        peer.close();
        http.shutdownNow();
    }
}
