package org.livechat.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.transport.PortSettings;

/** The port of Linux: up to 64 datagrams a system call in either direction. */
final class LinuxDatagramPort implements DatagramPort {
    private final LinuxSocket socket;
    private final InetSocketAddress localAddress;
    private final int receiveBufferBytes;
    private final Incoming incoming;
    private final Outgoing outgoing;
    private final byte[] slot = new byte[MAX_DATAGRAM_BYTES];
    private final AtomicLong sendFailures = new AtomicLong();

    private LinuxDatagramPort(LinuxSocket socket, boolean segmented) throws IOException {
        this.socket = socket;
        this.localAddress = socket.localAddress();
        this.receiveBufferBytes = socket.receiveBufferBytes();
        this.incoming = new Incoming(socket);
        this.outgoing = new Outgoing(socket, segmented);
    }

    static LinuxDatagramPort open(PortSettings settings) throws IOException {
        var socket = LinuxSocket.open(settings);
        try {
            return new LinuxDatagramPort(socket, settings.segmented());
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    @Override
    public int receive(DatagramHandler handler, int limit) {
        return incoming.receive(handler, limit);
    }

    @Override
    public void await(long nanos) {
        socket.await(nanos);
    }

    @Override
    public void wakeUp() {
        socket.wakeUp();
    }

    @Override
    public byte[] slotBuffer() {
        return slot;
    }

    @Override
    public int slotOffset() {
        return 0;
    }

    @Override
    public void commit(int length, PeerAddress destination) {
        count(outgoing.add(slot, length, destination));
    }

    @Override
    public void flush() {
        count(outgoing.flush());
    }

    @Override
    public long sendFailures() {
        return sendFailures.getOpaque();
    }

    @Override
    public long messagesSent() {
        return outgoing.sentMessages();
    }

    @Override
    public void close() {
        socket.close();
    }

    // One writer, so that no read-modify-write cycle of the bus is needed.
    private void count(int failed) {
        if (failed > 0) {
            sendFailures.setOpaque(sendFailures.getPlain() + failed);
        }
    }
}
