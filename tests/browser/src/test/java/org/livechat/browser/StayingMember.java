package org.livechat.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.livechat.api.FloorIndicator;
import org.livechat.api.media.MediaKind;
import org.livechat.client.ArrivedPacket;
import org.livechat.client.LoopListener;
import org.livechat.client.LoopPeer;
import org.livechat.client.OfferedTrack;
import org.livechat.client.PeerLoop;
import org.livechat.client.ReconnectListener;
import org.livechat.client.ReconnectingClient;
import org.livechat.client.SignalingClient;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/** Somebody with the Java client, who listens in a channel, and is in it again whenever the server is there. */
final class StayingMember implements ReconnectListener, LoopListener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PeerLoop loop;
    private final String channel;
    private final ReconnectingClient client;
    private final AtomicLong joinedAt = new AtomicLong();
    private final AtomicLong connectedAt = new AtomicLong();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger granted = new AtomicInteger();
    private volatile Optional<LoopPeer> peer = Optional.empty();

    StayingMember(HttpClient http, URI server, String token, String user, PeerLoop loop, String channel)
            throws Exception {
        this.loop = loop;
        this.channel = channel;
        var identity = new ClientMessage.Identify(user, token, ClientMessage.Identify.DEFAULT_PRIORITY);
        this.client =
                ReconnectingClient.connect(http, server, identity, this).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void began(SignalingClient session) {
        peer.ifPresent(LoopPeer::close);
        try {
            LoopPeer opened = loop.peer(this);
            peer = Optional.of(opened);
            var join = new ClientMessage.ChannelJoin(
                    channel,
                    0,
                    Optional.empty(),
                    Optional.of(opened.offer(List.of(OfferedTrack.both("0", MediaKind.AUDIO)))),
                    List.of(),
                    false);
            AckData.Joined joined = session.ask(join, AckData.Joined.class, PATIENCE);
            joinedAt.set(System.currentTimeMillis());
            opened.connect(joined.sdpAnswer().orElseThrow()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            connectedAt.set(System.currentTimeMillis());
        } catch (IOException | ExecutionException | TimeoutException lost) {
            throw new IllegalStateException("no media", lost);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** When it has joined last, in Unix ms. */
    long joinedAt() {
        return joinedAt.get();
    }

    /** When its media was connected last, in Unix ms. */
    long connectedAt() {
        return connectedAt.get();
    }

    /** How many packets it has heard since it was asked before. */
    int heard() {
        return heard.getAndSet(0);
    }

    /** Asks for a turn, and gives it back once it has it. */
    void takeTurn() {
        client.session().tell(new ClientMessage.FloorRequest(channel, OptionalInt.empty(), FloorIndicator.NORMAL));
    }

    /** How many turns it has had. */
    int turns() {
        return granted.get();
    }

    @Override
    public void received(ServerMessage message) {
        if (message instanceof ServerMessage.FloorGranted) {
            granted.incrementAndGet();
            client.session().tell(new ClientMessage.FloorRelease(channel));
        }
    }

    @Override
    public void received(ArrivedPacket packet) {
        if (packet.open() >= 0) {
            heard.incrementAndGet();
        }
    }

    @Override
    public void ended(String reason) {
        // of one connection, or of all: that it is not back is seen
    }

    @Override
    public void close() {
        client.close();
        peer.ifPresent(LoopPeer::close);
    }
}
