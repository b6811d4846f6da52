package org.livechat.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.rtp.PacketKind;
import org.livechat.rtc.rtp.RtpPacket;

/**
 * A network between one peer and the server that brings the peer's SRTP and SRTCP again, or holds its SRTP back. The server sees all of
 * it come from the peer's one address. Any thread.
 */
final class ReplayingPath implements AutoCloseable {
    private static final int MOST_BYTES = 2048;
    private static final Pattern CANDIDATE = Pattern.compile("(a=candidate:\\S+ 1 udp \\d+ \\S+ )(\\d+)( typ host)");

    private final DatagramSocket peerSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket serverSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final InetSocketAddress server;
    private volatile @Nullable SocketAddress peer;

    // Guarded by this.
    private final List<byte[]> rtp = new ArrayList<>();
    private final List<byte[]> rtcp = new ArrayList<>();
    private int[] replays = {};
    private long replayed;
    private boolean holds;
    private final List<byte[]> held = new ArrayList<>();

    /** @param answer the server's, which says where it is */
    ReplayingPath(String answer) throws IOException {
        Matcher candidate = CANDIDATE.matcher(answer);
        if (!candidate.find()) {
            throw new IllegalArgumentException("an answer without a candidate: " + answer);
        }
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(candidate.group(2)));
        Thread.ofVirtual().start(() -> pump(peerSide, this::fromPeer));
        Thread.ofVirtual().start(() -> pump(serverSide, this::fromServer));
    }

    /** Leads the answer's candidates over this path. */
    String lead(String answer) {
        return CANDIDATE.matcher(answer).replaceAll("$1" + peerSide.getLocalPort() + "$3");
    }

    /** From now on each packet is followed by those of now on that went so many of its kind before it; 0 is itself. */
    synchronized void replay(int... packetsBefore) {
        rtp.clear();
        rtcp.clear();
        replays = packetsBefore.clone();
    }

    /** How many packets came again. */
    synchronized long replayed() {
        return replayed;
    }

    /** The sequence number of the peer's last SRTP packet. */
    synchronized int lastSequenceNumber() {
        byte[] last = rtp.getLast();
        return RtpPacket.sequenceNumber(last, 0);
    }

    /** SRTP stays here from now on. */
    synchronized void hold() {
        holds = true;
    }

    /** How many packets are here. */
    synchronized int held() {
        return held.size();
    }

    /** SRTP goes through again, but for that which was held. */
    synchronized void holdNoMore() {
        holds = false;
    }

    /** Lets go what was held, the latest first. */
    synchronized void release() throws IOException {
        for (byte[] packet : held.reversed()) {
            sendToServer(packet);
        }
        held.clear();
    }

    /** Brings the latest SRTP packets again, the oldest of them first. */
    synchronized void replayLatest(int packets) throws IOException {
        for (byte[] packet : rtp.subList(rtp.size() - packets, rtp.size())) {
            sendToServer(packet);
            replayed++;
        }
    }

    private synchronized void fromPeer(byte[] packet, SocketAddress from) throws IOException {
        peer = from;
        switch (PacketKind.of(packet, 0, packet.length)) {
            case RTP -> {
                if (holds) {
                    rtp.add(packet);
                    held.add(packet);
                } else {
                    pass(packet, rtp);
                }
            }
            case RTCP -> pass(packet, rtcp);
            case STUN, DTLS, UNKNOWN -> sendToServer(packet);
        }
    }

    private void pass(byte[] packet, List<byte[]> sent) throws IOException {
        sent.add(packet);
        sendToServer(packet);
        for (int before : replays) {
            if (sent.size() > before) {
                sendToServer(sent.get(sent.size() - 1 - before));
                replayed++;
            }
        }
    }

    private void fromServer(byte[] packet, SocketAddress from) throws IOException {
        SocketAddress to = peer;
        if (to != null) {
            peerSide.send(new DatagramPacket(packet, packet.length, to));
        }
    }

    private void sendToServer(byte[] packet) throws IOException {
        serverSide.send(new DatagramPacket(packet, packet.length, server));
    }

    private interface Taker {
        void take(byte[] packet, SocketAddress from) throws IOException;
    }

    private void pump(DatagramSocket from, Taker taker) {
        DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        try {
            while (true) {
                packet.setLength(MOST_BYTES);
                from.receive(packet);
                taker.take(Arrays.copyOf(packet.getData(), packet.getLength()), packet.getSocketAddress());
            }
        } catch (IOException e) {
            if (!peerSide.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        peerSide.close();
        serverSide.close();
    }
}
