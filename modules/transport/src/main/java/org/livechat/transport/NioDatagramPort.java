package org.livechat.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.transport.PortSettings;

/** The portable port over {@link DatagramChannel}: runs everywhere, one system call a datagram. */
final class NioDatagramPort implements DatagramPort {
    private static final int BATCH = 64;
    private static final long NANOS_PER_MILLISECOND = 1_000_000;

    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress localAddress;
    private final int receiveBufferBytes;
    private final byte[] incoming = new byte[BATCH * MAX_DATAGRAM_BYTES];
    private final byte[] slot = new byte[MAX_DATAGRAM_BYTES];
    // The channel copies through memory outside the heap; given some, it needs no copy of its own.
    private final ByteBuffer incomingView = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private final NioOutgoing outgoing;
    private final PeerAddresses known = new PeerAddresses();
    private final Consumer<SelectionKey> onReadable = this::ignore;
    private final AtomicLong sendFailures = new AtomicLong();

    private NioDatagramPort(DatagramChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.outgoing = new NioOutgoing(channel);
        this.selector = selector;
        this.localAddress = (InetSocketAddress) channel.getLocalAddress();
        this.receiveBufferBytes = channel.getOption(StandardSocketOptions.SO_RCVBUF);
    }

    static NioDatagramPort open(PortSettings settings) throws IOException {
        var channel = channelFor(settings.bind().getAddress());
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, settings.bufferBytes());
            channel.setOption(StandardSocketOptions.SO_SNDBUF, settings.bufferBytes());
            if (settings.shared()) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.bind(settings.bind());
            channel.configureBlocking(false);
            var selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new NioDatagramPort(channel, selector);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    // Bound to an IPv4 address it reaches no other family, and each packet is spared the way through IPv6.
    private static DatagramChannel channelFor(InetAddress bind) throws IOException {
        return bind instanceof Inet4Address && !bind.isAnyLocalAddress()
                ? DatagramChannel.open(StandardProtocolFamily.INET)
                : DatagramChannel.open();
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
        int most = Math.min(limit, BATCH);
        int count = 0;
        try {
            while (count < most) {
                incomingView.clear();
                SocketAddress source = channel.receive(incomingView);
                if (source == null) {
                    break;
                }
                int start = count++ * MAX_DATAGRAM_BYTES;
                int length = incomingView.position();
                incomingView.get(0, incoming, start, length);
                handler.received(incoming, start, length, known.find((InetSocketAddress) source));
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
            // Rounded up: rounded down it would spin for the last part of a millisecond.
            long millis = TimeUnit.NANOSECONDS.toMillis(nanos + NANOS_PER_MILLISECOND - 1);
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
        return sendFailures.get();
    }

    @Override
    public long messagesSent() {
        return outgoing.sentMessages();
    }

    private void count(int failed) {
        if (failed > 0) {
            sendFailures.addAndGet(failed);
        }
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
