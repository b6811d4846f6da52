package org.livechat.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.transport.PortSettings;
import org.livechat.rtc.dtls.DtlsHandshake;
import org.livechat.rtc.dtls.DtlsIdentity;
import org.livechat.rtc.dtls.DtlsOutcome;
import org.livechat.rtc.dtls.SrtpKeys;
import org.livechat.rtc.rtp.PacketKind;
import org.livechat.rtc.rtp.RtpPacket;
import org.livechat.rtc.srtp.SrtpReceiver;
import org.livechat.rtc.srtp.SrtpSender;
import org.livechat.rtc.srtp.SrtpWorkspace;
import org.livechat.rtc.stun.IceAnswer;
import org.livechat.rtc.stun.IceClient;
import org.livechat.rtc.stun.IceCredentials;
import org.livechat.rtc.stun.TransactionId;
import org.livechat.transport.Transports;

/**
 * A WebRTC peer of its own port, of UDP or TCP, and thread: offers, checks connectivity, shakes hands and exchanges SRTP with the
 * server. All methods may be called from any thread and return without waiting for the network.
 */
public final class MediaPeer implements AutoCloseable {
    private static final int SOCKET_BUFFER_BYTES = 1 << 18;
    private static final int RECEIVE_BATCH = 64;
    private static final int MOST_SOURCES = 256;
    private static final int MOST_PAYLOAD_BYTES = 1200;
    private static final int QUIETEST_AUDIO_LEVEL = 127;
    private static final int HALF_OF_NUMBERS = 1 << 15;
    private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(10);
    private static final long CHECK_INTERVAL_NANOS = 100_000_000L;
    /** RFC 7675 5.1. */
    private static final long CONSENT_INTERVAL_NANOS = 5_000_000_000L;

    /** RFC 8445 5.1.2.1: a host candidate's. */
    private static final long PRIORITY = (126L << 24) + (65535L << 8) + 255;

    private final SecureRandom random = new SecureRandom();
    private final long tieBreaker = random.nextLong();
    private final MediaPeerListener listener;
    private final InetAddress local;
    private final boolean overTcp;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final AtomicLong offers = new AtomicLong();
    private final Thread thread;

    private volatile DtlsIdentity identity;
    private volatile IceCredentials credentials = IceCredentials.random(random);
    private volatile DatagramPort port;
    private volatile boolean closed;
    private volatile boolean vanished;
    private volatile boolean withholding;

    // of the peer's thread
    private final SrtpWorkspace workspace = new SrtpWorkspace();
    private final byte[] outgoing = new byte[DatagramPort.MAX_DATAGRAM_BYTES];
    private final Map<String, OutgoingTrack> tracks = new HashMap<>();
    private final Set<TransactionId> checks = new HashSet<>();
    private @Nullable ServerAnswer answer;
    private @Nullable IceClient ice;
    private @Nullable PeerAddress server;
    private @Nullable DtlsHandshake handshake;
    private boolean established;
    private boolean wantsAssociation;
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;
    private long nextCheckNanos = Long.MAX_VALUE;

    private MediaPeer(
            InetAddress local, boolean overTcp, DtlsIdentity identity, MediaPeerListener listener, DatagramPort port) {
        this.local = local;
        this.overTcp = overTcp;
        this.identity = identity;
        this.listener = listener;
        this.port = port;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("media-peer-" + credentials.ufrag())
                .unstarted(this::run);
    }

    /** Opens a peer on an address of this machine, with a certificate of its own. */
    public static MediaPeer open(InetAddress local, MediaPeerListener listener) throws IOException {
        return open(local, DtlsIdentity.generate(), listener);
    }

    /** Opens a peer with a certificate that it may share with others: making one takes some milliseconds. */
    public static MediaPeer open(InetAddress local, DtlsIdentity identity, MediaPeerListener listener)
            throws IOException {
        return open(local, false, identity, listener);
    }

    /** Opens a peer whose UDP is blocked: it connects to the server by TCP (RFC 6544). */
    public static MediaPeer openOverTcp(InetAddress local, MediaPeerListener listener) throws IOException {
        return open(local, true, DtlsIdentity.generate(), listener);
    }

    private static MediaPeer open(InetAddress local, boolean overTcp, DtlsIdentity identity, MediaPeerListener listener)
            throws IOException {
        var peer = new MediaPeer(local, overTcp, identity, listener, openPort(local, overTcp));
        peer.thread.start();
        return peer;
    }

    /** An offer of these tracks; a later one renegotiates, and keeps the tracks whose mids and kinds it keeps. */
    public String offer(List<OfferedTrack> wanted) {
        var text = new OfferText(credentials, identity.fingerprint(), offers.incrementAndGet()).write(wanted);
        var copy = List.copyOf(wanted);
        execute(() -> {
            tracks.values().removeIf(track -> copy.stream().noneMatch(track::isOf) && release(track));
            copy.forEach(track -> tracks.computeIfAbsent(track.mid(), mid -> new OutgoingTrack(track, random)));
        });
        return text;
    }

    private boolean release(OutgoingTrack track) {
        if (sender != null) {
            sender.release(track.ssrc());
        }
        return true;
    }

    /**
     * Takes the server's answer to the last offer and begins to connect, or goes on by it if connected.
     *
     * @throws org.livechat.rtc.sdp.SdpException if the answer lacks something
     */
    public void answer(String sdp) {
        var parsed = ServerAnswer.parse(sdp);
        execute(() -> {
            if (answer != null && receiver != null) {
                answer.midsBySsrc().keySet().stream()
                        .filter(ssrc -> !parsed.midsBySsrc().containsKey(ssrc))
                        .forEach(ssrc -> receiver.release(ssrc.intValue()));
            }
            var restarted = answer == null || !answer.credentials().equals(parsed.credentials());
            answer = parsed;
            if (ice == null || restarted) {
                ice = new IceClient(credentials, parsed.credentials(), tieBreaker);
                check();
            }
            if (wantsAssociation && server != null) {
                shakeHands();
            }
        });
    }

    /** Has the next offer restart ICE (RFC 8839 4.4.1.1.1). */
    public void restartIce() {
        credentials = IceCredentials.random(random);
    }

    /**
     * Takes another certificate. The next answer leads to another DTLS association, whose keys are used once it is done (RFC 8842 3.1);
     * an offer made from now on names the certificate.
     */
    public void changeCertificate() {
        identity = DtlsIdentity.generate();
        execute(() -> wantsAssociation = true);
    }

    /**
     * Closes DTLS and the port, as browsers do when the line is stopped that carries the transport. The next answer leads to others.
     */
    public void dropTransport() {
        execute(() -> {
            if (handshake != null && established) {
                handshake.close();
            }
            // Behind the farewell, which is sent by a command of its own.
            execute(this::forgetTransport);
        });
    }

    private void forgetTransport() {
        established = false;
        handshake = null;
        sender = null;
        receiver = null;
        ice = null;
        server = null;
        nextCheckNanos = Long.MAX_VALUE;
        changePort();
    }

    /**
     * Sends one RTP packet; dropped while not connected, or if the server does not receive that section.
     *
     * @param mid the section
     * @param marker the marker bit
     * @param timestampTicks in the section's clock
     * @param audioLevel 0 (loudest) to 127 dB below overload; of no meaning for video
     * @param payload encoded media, at most 1200 bytes
     */
    public void send(String mid, boolean marker, int timestampTicks, int audioLevel, byte[] payload) {
        if (audioLevel < 0 || audioLevel > QUIETEST_AUDIO_LEVEL) {
            throw new IllegalArgumentException("an audio level is 0 to 127, not " + audioLevel);
        }
        if (payload.length > MOST_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "a payload has at most " + MOST_PAYLOAD_BYTES + " bytes, not " + payload.length);
        }
        var copy = payload.clone();
        execute(() -> {
            var track = tracks.get(mid);
            var payloadType = answer == null ? null : answer.payloadTypes().get(mid);
            if (sender == null || track == null || payloadType == null) {
                return;
            }
            var length = track.write(outgoing, payloadType, marker, timestampTicks, audioLevel, copy);
            transmit(outgoing, 0, sender.protect(outgoing, 0, length));
        });
    }

    /**
     * Leaves out sequence numbers of a section, as if so many packets had been lost before anybody saw them: for tests of what a hostile
     * peer may send.
     *
     * @param packets fewer than 32,768, since more look as if they went back (RFC 3711 3.3.1)
     */
    public void skip(String mid, int packets) {
        if (packets < 0 || packets >= HALF_OF_NUMBERS) {
            throw new IllegalArgumentException("0 to 32,767 packets can be left out at once, not " + packets);
        }
        execute(() -> {
            var track = tracks.get(mid);
            if (track != null) {
                track.skip(packets);
            }
        });
    }

    /** Sends a compound RTCP packet; dropped while not connected. */
    public void sendRtcp(byte[] compound) {
        var copy = compound.clone();
        execute(() -> {
            if (sender != null) {
                System.arraycopy(copy, 0, outgoing, 0, copy.length);
                transmit(outgoing, 0, sender.protectRtcp(outgoing, 0, copy.length));
            }
        });
    }

    /** Sends bytes to the server as they are: for tests of what a hostile peer may send. */
    public void sendRaw(byte[] datagram) {
        var copy = datagram.clone();
        execute(() -> transmit(copy, 0, copy.length));
    }

    /** Goes on from a new port, as a phone does that changes networks: says so by an authenticated check. */
    public void rebind() {
        execute(() -> {
            changePort();
            check();
        });
    }

    private void changePort() {
        try {
            var before = port;
            port = openPort(local, overTcp);
            before.close();
        } catch (IOException e) {
            throw new UncheckedIOException("no other port on " + local + " could be bound", e);
        }
    }

    private static DatagramPort openPort(InetAddress local, boolean overTcp) throws IOException {
        if (overTcp) {
            return new TcpClientPort(local);
        }
        return Transports.best().open(PortSettings.of(new InetSocketAddress(local, 0), SOCKET_BUFFER_BYTES));
    }

    /** Sends no checks any more: the server has no consent to send to it (RFC 7675), though all else goes on. */
    public void withholdConsent() {
        withholding = true;
    }

    /** Where the peer receives now. */
    public InetSocketAddress localAddress() {
        return port.localAddress();
    }

    /** Closes the port without a word, as a device does whose power is cut. */
    public void vanish() {
        vanished = true;
        close();
    }

    /** Closes DTLS and the port. */
    @Override
    public void close() {
        closed = true;
        port.wakeUp();
    }

    private void execute(Runnable command) {
        commands.add(command);
        port.wakeUp();
    }

    private void run() {
        try {
            while (!closed) {
                obey();
                if (port.receive(this::received, RECEIVE_BATCH) == 0 && commands.isEmpty()) {
                    port.await(Math.max(0, Math.min(CHECK_INTERVAL_NANOS, nextCheckNanos - System.nanoTime())));
                }
                if (nextCheckNanos - System.nanoTime() <= 0) {
                    check();
                }
            }
        } catch (RuntimeException e) {
            listener.ended(String.valueOf(e));
        }
        if (handshake != null) {
            if (established && !vanished) {
                handshake.close();
            }
            handshake.cancel();
        }
        if (!vanished) {
            obey();
        }
        port.close();
    }

    private void obey() {
        for (var command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
    }

    private void check() {
        if (withholding) {
            nextCheckNanos = Long.MAX_VALUE;
        }
        if (ice == null || answer == null || withholding) {
            return;
        }
        var candidates = overTcp ? answer.tcpCandidates() : answer.candidates();
        var targets = server == null ? candidates.stream().map(PeerAddress::of).toList() : List.of(server);
        if (checks.size() > MOST_SOURCES) {
            checks.clear();
        }
        for (var target : targets) {
            if (target.toSocketAddress().getAddress().getClass() == local.getClass()) {
                var id = TransactionId.random(random);
                checks.add(id);
                var length = ice.writeCheck(port.slotBuffer(), port.slotOffset(), id, PRIORITY, true);
                port.commit(length, target);
            }
        }
        port.flush();
        nextCheckNanos = System.nanoTime() + CHECK_INTERVAL_NANOS;
    }

    private void received(byte[] buffer, int offset, int length, PeerAddress source) {
        switch (PacketKind.of(buffer, offset, length)) {
            case STUN -> receivedStun(buffer, offset, length, source);
            case DTLS -> receivedDtls(buffer, offset, length);
            case RTP -> receivedRtp(buffer, offset, length);
            case RTCP -> receivedRtcp(buffer, offset, length);
            case UNKNOWN -> {}
        }
    }

    private void receivedStun(byte[] buffer, int offset, int length, PeerAddress source) {
        if (ice == null || answer == null) {
            return;
        }
        ice.verify(buffer, offset, length)
                .filter(reply -> checks.remove(reply.transactionId()))
                .filter(IceAnswer.Success.class::isInstance)
                .ifPresent(success -> {
                    nextCheckNanos = System.nanoTime() + CONSENT_INTERVAL_NANOS;
                    if (server == null) {
                        server = source;
                        shakeHands();
                    }
                });
    }

    private void shakeHands() {
        if (answer == null) {
            return;
        }
        wantsAssociation = false;
        established = false;
        var begun = DtlsHandshake.client(
                identity,
                answer.fingerprints(),
                HANDSHAKE_LIMIT,
                (buffer, offset, length) -> sendRaw(Arrays.copyOfRange(buffer, offset, offset + length)),
                outcome -> execute(() -> completed(outcome)));
        handshake = begun;
        Thread.ofVirtual().name("dtls-" + credentials.ufrag()).start(begun);
    }

    private void completed(DtlsOutcome outcome) {
        switch (outcome) {
            case DtlsOutcome.Established(SrtpKeys keys) -> {
                established = true;
                sender = new SrtpSender(keys.client(), MOST_SOURCES, workspace);
                receiver = new SrtpReceiver(keys.server(), MOST_SOURCES, workspace);
                listener.connected();
            }
            case DtlsOutcome.Failed(DtlsOutcome.Reason reason, String detail) -> listener.ended(reason + ": " + detail);
        }
    }

    private void receivedDtls(byte[] buffer, int offset, int length) {
        if (handshake == null) {
            return;
        }
        handshake.offer(buffer, offset, length);
        if (established && !handshake.poll()) {
            established = false;
            listener.ended("the server closed DTLS");
        }
    }

    private void receivedRtp(byte[] buffer, int offset, int length) {
        var clear = receiver == null ? -1 : receiver.unprotect(buffer, offset, length);
        if (clear < 0) {
            return;
        }
        var payload = offset + RtpPacket.headerLength(buffer, offset, clear);
        var ssrc = RtpPacket.unsignedSsrc(buffer, offset);
        listener.received(new ReceivedRtp(
                answer == null ? "" : answer.midsBySsrc().getOrDefault(ssrc, ""),
                RtpPacket.payloadType(buffer, offset),
                RtpPacket.marker(buffer, offset),
                RtpPacket.sequenceNumber(buffer, offset),
                RtpPacket.unsignedTimestamp(buffer, offset),
                ssrc,
                Arrays.copyOfRange(buffer, payload, payload + RtpPacket.payloadLength(buffer, offset, clear))));
    }

    private void receivedRtcp(byte[] buffer, int offset, int length) {
        var clear = receiver == null ? -1 : receiver.unprotectRtcp(buffer, offset, length);
        if (clear >= 0) {
            listener.receivedRtcp(Arrays.copyOfRange(buffer, offset, offset + clear));
        }
    }

    private void transmit(byte[] buffer, int offset, int length) {
        if (server == null || length < 0) {
            return;
        }
        System.arraycopy(buffer, offset, port.slotBuffer(), port.slotOffset(), length);
        port.commit(length, server);
        port.flush();
    }
}
