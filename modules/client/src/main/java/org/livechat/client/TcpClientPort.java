package org.livechat.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.rtc.frame.FrameLength;
import org.livechat.rtc.frame.FrameReader;

/**
 * A port whose datagrams go as frames of one TCP connection (RFC 4571, the active side of RFC 6544): it connects to whom the first one
 * is for, and again when the connection has ended. What is sent before it is connected, or to anybody else, is dropped. Owned by one
 * thread.
 */
final class TcpClientPort implements DatagramPort {
    private static final int READ_BYTES = 64 << 10;
    private static final long NANOS_PER_MILLISECOND = 1_000_000;

    private final InetSocketAddress localAddress;
    private final Selector selector = Selector.open();
    private final ByteBuffer incoming = ByteBuffer.allocate(READ_BYTES);
    private final byte[] slot = new byte[FrameLength.BYTES + MAX_DATAGRAM_BYTES];
    private final ByteBuffer rest = ByteBuffer.allocate(slot.length).limit(0);
    private SocketChannel channel;
    private FrameReader reader = new FrameReader(MAX_DATAGRAM_BYTES, this::hand);
    private @Nullable PeerAddress remote;
    private @Nullable DatagramHandler handler;
    private int handed;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private boolean connected;

    TcpClientPort(InetAddress local) throws IOException {
        channel = SocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(local, 0));
            localAddress = (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public int receiveBufferBytes() {
        return READ_BYTES;
    }

    @Override
    public int receive(DatagramHandler taker, int limit) {
        handled(taker);
        if (!isConnected()) {
            return 0;
        }
        try {
            incoming.clear();
            if (channel.read(incoming) < 0 || !reader.read(incoming.flip())) {
                disconnect();
            }
        } catch (IOException broken) {
            disconnect();
        }
        return handed;
    }

    private void handled(DatagramHandler taker) {
        handler = taker;
        handed = 0;
    }

    private void hand(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return;
        }
        handed++;
        if (handler != null && remote != null) {
            handler.received(buffer, offset, length, remote);
        }
    }

    @Override
    public void await(long nanos) {
        try {
            selector.select(key -> {}, Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + NANOS_PER_MILLISECOND - 1)));
        } catch (IOException e) {
            throw new UncheckedIOException("waiting on " + localAddress + " failed", e);
        }
    }

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public byte[] slotBuffer() {
        return slot;
    }

    @Override
    public int slotOffset() {
        return FrameLength.BYTES;
    }

    @Override
    public void commit(int length, PeerAddress destination) {
        if (remote == null) {
            connect(destination);
        }
        if (remote == null || !remote.equals(destination) || !isConnected()) {
            drop();
            return;
        }
        try {
            if (rest.hasRemaining()) {
                channel.write(rest);
            }
            if (rest.hasRemaining()) {
                drop();
                return;
            }
            ByteBuffer frame = ByteBuffer.wrap(slot, 0, FrameLength.BYTES + length);
            FrameLength.write(frame, length);
            channel.write(frame.rewind());
            rest.clear().put(frame).flip();
            sent.incrementAndGet();
        } catch (IOException broken) {
            disconnect();
            drop();
        }
    }

    private void drop() {
        dropped.incrementAndGet();
    }

    private boolean isConnected() {
        try {
            if (!connected && remote != null && channel.finishConnect()) {
                connected = true;
                channel.register(selector, SelectionKey.OP_READ);
            }
            return connected;
        } catch (IOException refused) {
            disconnect();
            return false;
        }
    }

    private void connect(PeerAddress destination) {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_CONNECT);
            remote = destination;
            channel.connect(destination.toSocketAddress());
        } catch (IOException refused) {
            disconnect();
        }
    }

    /** The next one has a port of the system's choice. */
    private void disconnect() {
        remote = null;
        connected = false;
        rest.limit(0);
        reader = new FrameReader(MAX_DATAGRAM_BYTES, this::hand);
        try {
            channel.close();
            channel = SocketChannel.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no other socket can be had", e);
        }
    }

    @Override
    public void flush() {
        // Frames leave as they are committed.
    }

    @Override
    public long sendFailures() {
        return dropped.get();
    }

    @Override
    public long messagesSent() {
        return sent.get();
    }

    @Override
    public void close() {
        try (selector) {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing " + localAddress + " failed", e);
        }
    }
}
