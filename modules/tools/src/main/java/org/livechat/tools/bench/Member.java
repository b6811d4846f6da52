package org.livechat.tools.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livechat.api.FloorIndicator;
import org.livechat.client.ArrivedPacket;
import org.livechat.client.LoopListener;
import org.livechat.client.LoopPeer;
import org.livechat.client.OfferedTrack;
import org.livechat.client.PeerLoop;
import org.livechat.client.SignalingClient;
import org.livechat.client.SignalingListener;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/** One user of the server: a WebSocket and, once joined with tracks, a media connection. */
final class Member implements SignalingListener, LoopListener, AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String userId;
    private final Reception reception;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private volatile @Nullable SignalingClient signaling;
    private volatile @Nullable LoopPeer peer;
    private volatile CompletableFuture<Duration> grant = new CompletableFuture<>();
    private volatile CompletableFuture<Boolean> idle = new CompletableFuture<>();
    private volatile Runnable onRevoked = () -> {};
    private volatile Runnable onIdle = () -> {};

    Member(String userId, Tally tally) {
        this.userId = userId;
        this.reception = new Reception(tally);
    }

    String userId() {
        return userId;
    }

    /** Opens the WebSocket and identifies. */
    void connect(HttpClient http, URI server, String secret) throws Exception {
        signaling = SignalingClient.connect(
                        http,
                        server,
                        new ClientMessage.Identify(userId, secret, ClientMessage.Identify.DEFAULT_PRIORITY),
                        this)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    SignalingClient signaling() {
        return Optional.ofNullable(signaling)
                .orElseThrow(() -> new IllegalStateException(userId + " is not connected"));
    }

    LoopPeer peer() {
        return Optional.ofNullable(peer).orElseThrow(() -> new IllegalStateException(userId + " has not joined"));
    }

    /** Joins and waits until packets can flow. */
    void join(PeerLoop loop, String channel, List<OfferedTrack> tracks) throws Exception {
        LoopPeer opened = loop.peer(this);
        peer = opened;
        AckData.Joined joined = signaling()
                .ask(
                        new ClientMessage.ChannelJoin(
                                channel, 0, Optional.empty(), Optional.of(opened.offer(tracks)), List.of(), false),
                        AckData.Joined.class,
                        PATIENCE);
        String answer = joined.sdpAnswer().orElseThrow(() -> new IOException("the server answered without SDP"));
        opened.connect(answer).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Asks for the floor; completes with the time that the server gives. */
    CompletableFuture<Duration> requestFloor(String channel) {
        CompletableFuture<Duration> asked = new CompletableFuture<>();
        grant = asked;
        signaling().tell(new ClientMessage.FloorRequest(channel, OptionalInt.empty(), FloorIndicator.NORMAL));
        return asked;
    }

    /** Gives the floor back; completes when the server has said that it is idle. */
    CompletableFuture<Boolean> releaseFloor(String channel) {
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        idle = told;
        signaling().tell(new ClientMessage.FloorRelease(channel));
        return told;
    }

    void onIdle(Runnable told) {
        onIdle = told;
    }

    void onRevoked(Runnable told) {
        onRevoked = told;
    }

    /** Completes with the reason when WebSocket or media have ended. */
    CompletableFuture<String> lost() {
        return lost;
    }

    @Override
    public void received(ServerMessage message) {
        if (message instanceof ServerMessage.FloorGranted granted) {
            grant.complete(granted.duration());
        } else if (message instanceof ServerMessage.FloorDeny deny) {
            grant.completeExceptionally(new IOException("the server denied the floor: " + deny.reason()));
        } else if (message instanceof ServerMessage.FloorIdle) {
            onIdle.run();
            idle.complete(true);
        } else if (message instanceof ServerMessage.FloorRevoke) {
            onRevoked.run();
        } else if (message instanceof ServerMessage.Failure failure) {
            grant.completeExceptionally(new IOException("the server said " + failure.code() + " " + failure.reason()));
        }
    }

    @Override
    public void received(ArrivedPacket packet) {
        reception.received(packet);
    }

    @Override
    public void closed(int status, String reason) {
        lost.complete("the WebSocket of " + userId + " ended: " + status + " " + reason);
    }

    @Override
    public void ended(String reason) {
        lost.complete("the media of " + userId + " ended: " + reason);
    }

    @Override
    public void close() {
        LoopPeer opened = peer;
        if (opened != null) {
            opened.close();
        }
        SignalingClient connected = signaling;
        if (connected != null) {
            connected.close();
        }
    }
}
