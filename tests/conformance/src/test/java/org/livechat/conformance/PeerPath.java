package org.livechat.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A way of its own over loopback between one peer and the server: what the peer sends goes through a hand, what the server sends goes on. Any thread. */
final class PeerPath implements AutoCloseable {
    private static final int MOST_BYTES = 2048;
    private static final Pattern CANDIDATE = Pattern.compile("(a=candidate:\\S+ 1 udp \\d+ \\S+ )(\\d+)( typ host)");

    /** Told of each packet of the peer; what is to go on it gives to {@link #toServer}. */
    interface Hand {
        void take(byte[] packet) throws IOException;
    }

    private interface Taker {
        void take(byte[] packet, SocketAddress from) throws IOException;
    }

    private final DatagramSocket peerSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket serverSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final InetSocketAddress server;
    private volatile @Nullable SocketAddress peer;

    /** @param answer the server's, which says where it is */
    PeerPath(String answer) throws IOException {
        Matcher candidate = CANDIDATE.matcher(answer);
        if (!candidate.find()) {
            throw new IllegalArgumentException("an answer without a candidate: " + answer);
        }
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(candidate.group(2)));
    }

    void start(Hand hand) {
        Thread.ofVirtual()
                .start(() -> pump(peerSide, (packet, from) -> {
                    peer = from;
                    hand.take(packet);
                }));
        Thread.ofVirtual().start(() -> pump(serverSide, (packet, from) -> toPeer(packet)));
    }

    /** Leads the answer's candidates over this path. */
    String lead(String answer) {
        return CANDIDATE.matcher(answer).replaceAll("$1" + peerSide.getLocalPort() + "$3");
    }

    void toServer(byte[] packet) throws IOException {
        serverSide.send(new DatagramPacket(packet, packet.length, server));
    }

    private void toPeer(byte[] packet) throws IOException {
        SocketAddress to = peer;
        if (to != null) {
            peerSide.send(new DatagramPacket(packet, packet.length, to));
        }
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
