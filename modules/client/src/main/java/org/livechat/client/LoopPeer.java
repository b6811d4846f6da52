package org.livechat.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.dtls.DtlsHandshake;
import org.livechat.rtc.dtls.DtlsOutcome;
import org.livechat.rtc.dtls.SrtpKeys;
import org.livechat.rtc.rtp.PacketKind;
import org.livechat.rtc.srtp.SrtpMasterKey;
import org.livechat.rtc.srtp.SrtpReceiver;
import org.livechat.rtc.srtp.SrtpSender;
import org.livechat.rtc.srtp.SrtpWorkspace;
import org.livechat.rtc.stun.IceAnswer;
import org.livechat.rtc.stun.IceClient;
import org.livechat.rtc.stun.IceCredentials;
import org.livechat.rtc.stun.TransactionId;

/** One of many WebRTC peers that share the thread of a {@link PeerLoop}; each has a UDP port of its own. */
public final class LoopPeer implements AutoCloseable {
    private static final int MOST_SOURCES = 256;
    private static final int MOST_CHECKS = 64;
    private static final long CHECK_INTERVAL_NANOS = 100_000_000L;
    /** RFC 7675 5.1. */
    private static final long CONSENT_INTERVAL_NANOS = 5_000_000_000L;

    /** RFC 8445 5.1.2.1: a host candidate's. */
    private static final long PRIORITY = (126L << 24) + (65535L << 8) + 255;

    private final PeerLoop loop;
    private final DatagramChannel channel;
    private final LoopListener listener;
    private final IceCredentials credentials;
    private final long tieBreaker;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final Map<String, OutgoingTrack> tracks = new HashMap<>();
    private volatile Map<String, Integer> payloadTypes = Map.of();
    private volatile @Nullable SrtpMasterKey sendingKey;
    private volatile long connectedNanos;

    // of the loop's thread
    private final Set<TransactionId> checks = new HashSet<>();
    private @Nullable ServerAnswer answer;
    private @Nullable IceClient ice;
    private @Nullable DtlsHandshake handshake;
    private @Nullable SrtpReceiver receiver;
    private boolean reachable;
    private long nextCheckNanos;

    LoopPeer(PeerLoop loop, DatagramChannel channel, LoopListener listener) {
        this.loop = loop;
        this.channel = channel;
        this.listener = listener;
        this.credentials = IceCredentials.random(loop.random());
        this.tieBreaker = loop.random().nextLong();
    }

    /** An offer of these tracks; to be made once. */
    public String offer(List<OfferedTrack> wanted) {
        wanted.forEach(track -> tracks.put(track.mid(), new OutgoingTrack(track, loop.random())));
        return new OfferText(credentials, loop.identity().fingerprint(), 1).write(wanted);
    }

    /**
     * Connects as the server's answer says, to the first address that is of a family of this machine's.
     *
     * @return completes when packets can flow; fails with an IOException if the peer cannot connect
     * @throws org.livechat.rtc.sdp.SdpException if the answer lacks something
     */
    public CompletableFuture<Void> connect(String sdpAnswer) throws IOException {
        var parsed = ServerAnswer.parse(sdpAnswer);
        payloadTypes = parsed.payloadTypes();
        channel.connect(parsed.candidates().getFirst());
        loop.execute(() -> {
            answer = parsed;
            ice = new IceClient(credentials, parsed.credentials(), tieBreaker);
            loop.add(this, channel);
            check(System.nanoTime());
        });
        return connected;
    }

    /**
     * Talks to something that has the keys already, without ICE and DTLS.
     *
     * @param remote where it is
     * @param payloadType what to send as, by mid
     * @param sending the key of what this peer sends
     * @param receiving the key of what it receives
     */
    public CompletableFuture<Void> connect(
            InetSocketAddress remote, Map<String, Integer> payloadType, MediaKey sending, MediaKey receiving)
            throws IOException {
        payloadTypes = Map.copyOf(payloadType);
        channel.connect(remote);
        loop.execute(() -> {
            nextCheckNanos = Long.MAX_VALUE;
            loop.add(this, channel);
            keyed(sending.master(), receiving.master());
        });
        return connected;
    }

    /** Where the peer receives. */
    public InetSocketAddress localAddress() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException closed) {
            throw new IllegalStateException("the peer is closed", closed);
        }
    }

    /** When it connected, in terms of {@link System#nanoTime}; of no meaning before. */
    public long connectedNanos() {
        return connectedNanos;
    }

    /**
     * A track to send; the caller's thread sends alone on all tracks of this peer.
     *
     * @return empty while not connected, or if the server does not receive that section
     */
    public Optional<SendingTrack> sending(String mid) {
        var track = tracks.get(mid);
        var payloadType = payloadTypes.get(mid);
        var key = sendingKey;
        if (track == null || payloadType == null || key == null) {
            return Optional.empty();
        }
        return Optional.of(
                new SendingTrack(channel, track, payloadType, new SrtpSender(key, MOST_SOURCES, new SrtpWorkspace())));
    }

    /** Closes DTLS and the port. */
    @Override
    public void close() {
        loop.execute(() -> loop.remove(this));
    }

    void closed() {
        if (handshake != null) {
            if (receiver != null) {
                handshake.close();
            }
            handshake.cancel();
        }
        connected.completeExceptionally(new IOException("closed"));
        try {
            channel.close();
        } catch (IOException _) {
            // nothing is left to be done with it
        }
    }

    void look(long nowNanos) {
        if (nextCheckNanos <= nowNanos) {
            check(nowNanos);
        }
    }

    void readable(byte[] buffer, ByteBuffer view, ArrivedPacket packet) {
        view.clear();
        int length;
        try {
            length = channel.read(view);
        } catch (IOException e) {
            // nobody listens there any more (ICMP), which a check will find out
            return;
        }
        if (length <= 0) {
            return;
        }
        switch (PacketKind.of(buffer, 0, length)) {
            case RTP -> {
                if (receiver != null) {
                    listener.received(packet.take(receiver, length, System.nanoTime()));
                }
            }
            case STUN -> receivedStun(buffer, length);
            case DTLS -> receivedDtls(buffer, length);
            case RTCP, UNKNOWN -> {}
        }
    }

    private void check(long nowNanos) {
        nextCheckNanos = nowNanos + (reachable ? CONSENT_INTERVAL_NANOS : CHECK_INTERVAL_NANOS);
        if (ice == null) {
            return;
        }
        if (checks.size() > MOST_CHECKS) {
            checks.clear();
        }
        var id = TransactionId.random(loop.random());
        checks.add(id);
        var length = ice.writeCheck(loop.checkBuffer(), 0, id, PRIORITY, true);
        write(ByteBuffer.wrap(loop.checkBuffer(), 0, length));
    }

    private void receivedStun(byte[] buffer, int length) {
        if (ice == null) {
            return;
        }
        ice.verify(buffer, 0, length)
                .filter(reply -> checks.remove(reply.transactionId()))
                .filter(IceAnswer.Success.class::isInstance)
                .ifPresent(success -> {
                    checks.clear();
                    if (!reachable) {
                        reachable = true;
                        nextCheckNanos = System.nanoTime() + CONSENT_INTERVAL_NANOS;
                        shakeHands();
                    }
                });
    }

    private void shakeHands() {
        if (answer == null) {
            return;
        }
        var begun = DtlsHandshake.client(
                loop.identity(),
                answer.fingerprints(),
                loop.profiles(),
                PeerLoop.HANDSHAKE_LIMIT,
                (buffer, offset, length) -> write(ByteBuffer.wrap(buffer, offset, length)),
                outcome -> loop.execute(() -> completed(outcome)));
        handshake = begun;
        Thread.ofVirtual().name("dtls-" + credentials.ufrag()).start(begun);
    }

    private void completed(DtlsOutcome outcome) {
        switch (outcome) {
            case DtlsOutcome.Established(SrtpKeys keys) -> keyed(keys.client(), keys.server());
            case DtlsOutcome.Failed(DtlsOutcome.Reason reason, String detail) -> ended(reason + ": " + detail);
        }
    }

    private void keyed(SrtpMasterKey sending, SrtpMasterKey receiving) {
        receiver = new SrtpReceiver(receiving, MOST_SOURCES, loop.workspace());
        sendingKey = sending;
        connectedNanos = System.nanoTime();
        connected.complete(null);
    }

    private void receivedDtls(byte[] buffer, int length) {
        if (handshake == null) {
            return;
        }
        handshake.offer(buffer, 0, length);
        if (receiver != null && !handshake.poll()) {
            ended("the server closed DTLS");
        }
    }

    private void ended(String reason) {
        connected.completeExceptionally(new IOException(reason));
        loop.remove(this);
        listener.ended(reason);
    }

    private void write(ByteBuffer datagram) {
        try {
            channel.write(datagram);
        } catch (IOException _) {
            // dropped, as the network may drop it: checks and handshakes repeat themselves
        }
    }
}
