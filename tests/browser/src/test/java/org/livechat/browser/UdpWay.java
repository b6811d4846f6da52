package org.livechat.browser;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server's UDP port on the loopback address, as through a NAT: each socket of a client's has a port of its own towards the
 * server. It can be closed for a while, and give out other ports.
 */
final class UdpWay implements AutoCloseable {
    private static final int LARGEST = 65_535;

    private final DatagramSocket door;
    private final InetSocketAddress server;
    private final Map<SocketAddress, DatagramSocket> mappings = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    UdpWay(int serverPort) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        this.door = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::outward);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Nothing gets through any more, either way. */
    void bar() {
        open = false;
    }

    void unbar() {
        open = true;
    }

    /** What a client sends from now on comes from other ports; what is sent to the ports before reaches nobody. */
    void forgetMappings() {
        mappings.values().forEach(DatagramSocket::close);
        mappings.clear();
    }

    private void outward() {
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (!door.isClosed()) {
            try {
                packet.setLength(LARGEST);
                door.receive(packet);
                if (open) {
                    DatagramSocket mapped = mappings.computeIfAbsent(packet.getSocketAddress(), this::mapping);
                    mapped.send(new DatagramPacket(packet.getData(), packet.getLength(), server));
                }
            } catch (IOException lost) {
                // a packet is lost, as where a mapping has just been forgotten
            }
        }
    }

    private DatagramSocket mapping(SocketAddress client) {
        try {
            var mapped = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            Thread.ofPlatform().daemon().start(() -> inward(mapped, client));
            return mapped;
        } catch (IOException e) {
            throw new IllegalStateException("no port for " + client, e);
        }
    }

    private void inward(DatagramSocket mapped, SocketAddress client) {
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (!mapped.isClosed()) {
            try {
                packet.setLength(LARGEST);
                mapped.receive(packet);
                if (open) {
                    door.send(new DatagramPacket(packet.getData(), packet.getLength(), client));
                }
            } catch (IOException lost) {
                // the mapping was forgotten, or a packet is lost
            }
        }
    }

    @Override
    public void close() {
        door.close();
        forgetMappings();
    }
}
