package org.livechat.media.tcp;

import java.nio.ByteBuffer;
import java.util.Map;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.rtc.frame.FrameLength;

/** The way out over TCP, of one worker: puts packets into frames and gives them to connections. */
public final class FrameSender {
    private final Map<PeerAddress, TcpConnection> connections;
    private final ByteBuffer frame = ByteBuffer.allocateDirect(FrameLength.BYTES + DatagramPort.MAX_DATAGRAM_BYTES);

    FrameSender(Map<PeerAddress, TcpConnection> connections) {
        this.connections = connections;
    }

    /** One that reaches nobody. */
    public static FrameSender none() {
        return new FrameSender(Map.of());
    }

    /**
     * Sends a packet without waiting; it is dropped and counted if the client does not take it in time.
     *
     * @param picture whether it lets all that is none pass, where the client takes less than it is sent
     * @param destination the other end of a connection; nothing is sent if that has ended
     */
    public void send(byte[] buffer, int offset, int length, boolean picture, PeerAddress destination) {
        TcpConnection connection = connections.get(destination);
        if (connection != null) {
            frame.clear();
            FrameLength.write(frame, length);
            connection.send(frame.put(buffer, offset, length).flip(), picture, System.nanoTime());
        }
    }

    /** Whether a connection has not ended yet. */
    public boolean isOpen(PeerAddress address) {
        return connections.containsKey(address);
    }
}
