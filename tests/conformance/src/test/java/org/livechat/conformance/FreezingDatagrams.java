package org.livechat.conformance;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The way of one client's media, which can die without a word, as when a firewall stops to let UDP through. */
final class FreezingDatagrams implements AutoCloseable {
    private static final int MOST_BYTES = 2048;
    private static final Pattern PORT =
            Pattern.compile("(a=candidate:\\S+ 1 udp \\d+ \\S+ )(\\d+)( typ host)", Pattern.CASE_INSENSITIVE);

    private final DatagramSocket near = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket far = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private volatile boolean frozen;
    private volatile @Nullable SocketAddress client;

    FreezingDatagrams() throws SocketException {}

    /** Leads what goes to the server of this answer over this way. */
    String lead(String answer) {
        Matcher candidate = PORT.matcher(answer);
        if (!candidate.find()) {
            throw new IllegalArgumentException("no candidate in " + answer);
        }
        var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(candidate.group(2)));
        Thread.ofVirtual().start(() -> toServer(server));
        Thread.ofVirtual().start(this::toClient);
        return candidate.replaceAll("$1" + near.getLocalPort() + "$3");
    }

    /** Nothing comes through any more, in either direction. */
    void freeze() {
        frozen = true;
    }

    private void toServer(SocketAddress server) {
        var packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        try {
            while (true) {
                receive(near, packet);
                client = packet.getSocketAddress();
                send(far, packet, server);
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void toClient() {
        var packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        try {
            while (true) {
                receive(far, packet);
                SocketAddress to = client;
                if (to != null) {
                    send(near, packet, to);
                }
            }
        } catch (IOException _) {
            // closed
        }
    }

    private static void receive(DatagramSocket socket, DatagramPacket packet) throws IOException {
        packet.setLength(MOST_BYTES);
        socket.receive(packet);
    }

    private void send(DatagramSocket socket, DatagramPacket packet, SocketAddress to) throws IOException {
        if (!frozen) {
            packet.setSocketAddress(to);
            socket.send(packet);
        }
    }

    @Override
    public void close() {
        near.close();
        far.close();
    }
}
