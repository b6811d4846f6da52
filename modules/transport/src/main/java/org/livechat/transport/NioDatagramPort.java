package org.livechat.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The portable port over {@link DatagramChannel}: runs everywhere, one system call a datagram. */
public final class NioDatagramPort implements DatagramPort {
    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress localAddress;
    private final byte[] incoming = new byte[MAX_DATAGRAM_BYTES];
    private final byte[] outgoing = new byte[MAX_DATAGRAM_BYTES];
    private final ByteBuffer incomingView = ByteBuffer.wrap(incoming);
    private final ByteBuffer outgoingView = ByteBuffer.wrap(outgoing);
    private final Consumer<SelectionKey> onReadable = this::ignore;
    private final AtomicLong sendFailures = new AtomicLong();

    private NioDatagramPort(DatagramChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.localAddress = (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * Binds a port.
     *
     * @param address where; port 0 lets the system choose
     * @param bufferBytes what to ask of the kernel for each direction; it may give less
     * @throws IOException when the address is in use or not of this machine
     */
    public static NioDatagramPort open(InetSocketAddress address, int bufferBytes) throws IOException {
        var channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, bufferBytes);
            channel.bind(address);
            channel.configureBlocking(false);
            var selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new NioDatagramPort(channel, selector);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public int receive(DatagramHandler handler, int limit) {
        int count = 0;
        try {
            while (count < limit) {
                incomingView.clear();
                SocketAddress source = channel.receive(incomingView);
                if (source == null) {
                    break;
                }
                count++;
                handler.received(incoming, 0, incomingView.position(), (InetSocketAddress) source);
            }
        } catch (IOException e) {
            // An ICMP error of an earlier datagram surfaces here; the port itself is still good.
            sendFailures.incrementAndGet();
        }
        return count;
    }

    @Override
    public void await(long nanos) {
        try {
            long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
            if (millis <= 0) {
                selector.selectNow(onReadable);
            } else {
                selector.select(onReadable, millis);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("waiting on " + localAddress + " failed", e);
        }
    }

    // What is readable is read by receive(); the selector only waits.
    private void ignore(SelectionKey key) {}

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public byte[] slotBuffer() {
        return outgoing;
    }

    @Override
    public int slotOffset() {
        return 0;
    }

    @Override
    public void commit(int length, InetSocketAddress destination) {
        outgoingView.clear().limit(length);
        try {
            if (channel.send(outgoingView, destination) == 0) {
                sendFailures.incrementAndGet();
            }
        } catch (IOException e) {
            sendFailures.incrementAndGet();
        }
    }

    @Override
    public void flush() {
        // Every commit has gone out already.
    }

    @Override
    public long sendFailures() {
        return sendFailures.get();
    }

    @Override
    public void close() {
        try (selector;
                channel) {
            selector.wakeup();
        } catch (IOException e) {
            throw new UncheckedIOException("closing " + localAddress + " failed", e);
        }
    }
}
