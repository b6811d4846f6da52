package org.livechat.media.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.livechat.api.watch.Turn;
import org.livechat.media.counter.Defects;
import org.livechat.media.counter.MediaCounters;

/**
 * Takes connections, and reads from all of them by one thread. Strangers may connect: what they can have is bounded, see
 * {@link TcpLimits}, and a connection that no client has proved to be at ends after a time, or after some packets.
 */
public final class TcpPort implements AutoCloseable {
    /** Checks of one client that may come before the first of them is dealt with, and DTLS behind them. */
    private static final int MOST_UNPROVEN_PACKETS = 64;

    private static final int BACKLOG_OF_ACCEPTS = 256;
    /** Read of a connection at a time, so that one that sends much keeps the others waiting for a few ms only. */
    private static final int READ_BYTES = 16 << 10;

    private static final int MOST_ACCEPTED_A_ROUND = 64;
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long STOP_MILLIS = 5000;

    /** Says that there is no round. */
    private static final long NONE = Long.MIN_VALUE;

    private final ServerSocketChannel channel;
    private final Selector selector;
    private final InetSocketAddress localAddress;
    private final TcpLimits limits;
    private final TcpCounters counters = new TcpCounters();
    private final MediaCounters ownCounters = new MediaCounters();
    private final Defects defects = new Defects(ownCounters);
    private final TcpConnections connections;
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
    private final SelectionKey acceptKey;
    private final Thread thread;
    private final AtomicLong roundBegan = new AtomicLong(NONE);
    private volatile boolean closed;
    private TcpHandler handler = new DeafHandler();

    private TcpPort(ServerSocketChannel channel, Selector selector, TcpLimits limits) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.limits = limits;
        this.localAddress = (InetSocketAddress) channel.getLocalAddress();
        this.connections = new TcpConnections(limits, counters, selector);
        this.acceptKey = channel.register(selector, SelectionKey.OP_ACCEPT);
        this.thread = Thread.ofPlatform().name("media-tcp").unstarted(this::run);
    }

    /**
     * Binds the port; connections wait until {@link #start}.
     *
     * @throws IOException when the address is in use, not of this machine, or may not be used; nothing is left open then
     */
    public static TcpPort open(InetSocketAddress bind, TcpLimits limits) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            channel.bind(bind, BACKLOG_OF_ACCEPTS);
            channel.configureBlocking(false);
            return new TcpPort(channel, Selector.open(), limits);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Says, before it is started, that the kernel takes little of what goes out before it can be sent. */
    public void unsentIsLimited() {
        connections.unsentIsLimited();
    }

    /** Begins to take connections. */
    public void start(TcpHandler whoTakesPackets) {
        handler = whoTakesPackets;
        thread.start();
    }

    /** Where it is bound. Any thread. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /** A way out, for one worker. */
    public FrameSender sender() {
        return connections.sender();
    }

    /** What it has counted. Any thread. */
    public TcpCounters counters() {
        return counters;
    }

    /** Defects that came out, of which each has ended one connection at most. Any thread. */
    public long defects() {
        return ownCounters.get(MediaCounters.Count.DEFECTS);
    }

    /** Connections that are open now. Any thread. */
    public int open() {
        return connections.size();
    }

    /** Bytes that wait for clients to take them. Any thread. */
    public long waitingBytes() {
        return connections.waitingBytes();
    }

    /** What its thread is at; empty while it waits. Any thread. */
    public Optional<Turn> turn() {
        long since = roundBegan.getAcquire();
        return since == NONE
                ? Optional.empty()
                : Optional.of(new Turn("a round of " + thread.getName(), thread, since));
    }

    private void run() {
        long nextSweep = System.nanoTime() + SWEEP_NANOS;
        while (!closed) {
            try {
                selector.select(this::ready, TimeUnit.NANOSECONDS.toMillis(SWEEP_NANOS));
                long now = System.nanoTime();
                if (now - nextSweep >= 0) {
                    nextSweep = now + SWEEP_NANOS;
                    roundBegan.setRelease(now);
                    sweep(now);
                }
                roundBegan.setRelease(NONE);
            } catch (Throwable defect) {
                defects.met("a round of the thread that reads from TCP", defect);
            }
        }
    }

    private void ready(SelectionKey key) {
        if (roundBegan.getPlain() == NONE) {
            roundBegan.setRelease(System.nanoTime());
        }
        if (key.equals(acceptKey)) {
            accept();
        } else if (key.attachment() instanceof TcpConnection connection) {
            try {
                serve(connection, key);
            } catch (Throwable defect) {
                defects.met("a connection", defect);
                end(connection, Ending.PEER);
            }
        }
    }

    private void accept() {
        try {
            for (int i = 0; i < MOST_ACCEPTED_A_ROUND; i++) {
                var accepted = channel.accept();
                if (accepted == null) {
                    return;
                }
                connections.toMakeRoom().ifPresent(oldest -> end(oldest, Ending.CROWDED));
                connections.take(
                        accepted, connection -> (bytes, offset, length) -> received(connection, bytes, offset, length));
            }
        } catch (IOException noDescriptors) {
            // Whoever waits is still there when there are some again: the next sweep looks.
            acceptKey.interestOps(0);
        }
    }

    private void serve(TcpConnection connection, SelectionKey key) {
        if (key.isWritable()) {
            connection.sendKept(System.nanoTime());
        }
        if (key.isReadable()) {
            Ending ending = connection.read(buffer);
            if (ending == Ending.NONE && connection.unprovenPackets() > MOST_UNPROVEN_PACKETS) {
                ending = Ending.FLOOD;
            }
            if (ending != Ending.NONE) {
                end(connection, ending);
            }
        }
    }

    private void received(TcpConnection connection, byte[] bytes, int offset, int length) {
        counters.increment(TcpCounters.Count.PACKETS_IN);
        if (!connection.isProven()) {
            connection.proven(handler.isProven(connection.address()), System.nanoTime());
        }
        if (connection.isProven() || connection.unprovenPacket() <= MOST_UNPROVEN_PACKETS) {
            handler.received(bytes, offset, length, connection.address());
        }
    }

    private void sweep(long nowNanos) {
        acceptKey.interestOps(SelectionKey.OP_ACCEPT);
        for (TcpConnection connection : connections.all()) {
            connection.proven(handler.isProven(connection.address()), nowNanos);
            connection.dropLate(nowNanos);
            if (nowNanos - connection.provenNanos() > limits.patience().toNanos()) {
                end(connection, Ending.UNPROVEN);
            }
        }
    }

    private void end(TcpConnection connection, Ending ending) {
        if (connections.forget(connection)) {
            counters.increment(ending.count());
            handler.closed(connection.address());
            connection.close();
        }
    }

    /** Ends the thread, and closes the port and all connections. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.all().forEach(TcpConnection::close);
        try (selector;
                channel) {
            acceptKey.cancel();
        } catch (IOException _) {
            // nothing is left to be done with it
        }
    }
}
