package org.livechat.media.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.livechat.api.transport.SharedPortConnection;
import org.livechat.api.watch.Turn;
import org.livechat.media.counter.Defects;
import org.livechat.media.counter.MediaCounters;

/**
 * Takes connections, its own and those that come in at a port of somebody else's, and reads from all of them by one thread. Strangers
 * may connect: what they can have is bounded, see {@link TcpLimits}, and a connection that no client has proved to be at ends after a
 * time, or after some packets.
 */
public final class TcpPort implements AutoCloseable {
    /** Checks of one client that may come before the first of them is dealt with, and DTLS behind them. */
    private static final int MOST_UNPROVEN_PACKETS = 64;

    /** Read of a connection at a time: a few packets, for which {@link TcpHandler#hasRoom} has been asked. */
    private static final int READ_BYTES = 4 << 10;

    private static final long SWEEP_MILLIS = 500;
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS);
    private static final long STOP_MILLIS = 5000;

    /** Says that there is no round. */
    private static final long NONE = Long.MIN_VALUE;

    private final Selector selector;
    private final Optional<TcpListener> listener;
    private final GivenConnections given = new GivenConnections();
    private final TcpLimits limits;
    private final TcpCounters counters = new TcpCounters();
    private final MediaCounters ownCounters = new MediaCounters();
    private final Defects defects = new Defects(ownCounters);
    private final TcpConnections connections;
    private final DeferredReads deferred = new DeferredReads(this::readDeferred);
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
    private final Thread thread;
    private final AtomicLong roundBegan = new AtomicLong(NONE);
    private volatile boolean closed;
    private TcpHandler handler = new DeafHandler();

    private TcpPort(Selector selector, Optional<TcpListener> listener, TcpLimits limits) {
        this.selector = selector;
        this.listener = listener;
        this.limits = limits;
        this.connections = new TcpConnections(limits, counters, selector);
        this.thread = Thread.ofPlatform().name("media-tcp").unstarted(this::run);
    }

    /**
     * Binds the port; connections wait until {@link #start}.
     *
     * @throws IOException when the address is in use, not of this machine, or may not be used; nothing is left open then
     */
    public static TcpPort open(InetSocketAddress bind, TcpLimits limits) throws IOException {
        Selector selector = Selector.open();
        try {
            return new TcpPort(selector, Optional.of(TcpListener.open(bind, selector)), limits);
        } catch (IOException | RuntimeException e) {
            selector.close();
            throw e;
        }
    }

    /** One that has no number of its own, and only the connections that it is given. */
    public static TcpPort withoutListener(TcpLimits limits) throws IOException {
        return new TcpPort(Selector.open(), Optional.empty(), limits);
    }

    /** Says, before it is started, that of connections to its own number the kernel takes little before it can be sent. */
    public void unsentIsLimited() {
        connections.unsentIsLimited();
    }

    /** Begins to take connections. */
    public void start(TcpHandler whoTakesPackets) {
        handler = whoTakesPackets;
        thread.start();
    }

    /** Where it is bound; empty if it only has what it is given. Any thread. */
    public Optional<InetSocketAddress> localAddress() {
        return listener.map(TcpListener::address);
    }

    /** Takes a connection that came in at a port of somebody else's, or closes it if there are too many. Any thread. */
    public void take(SharedPortConnection connection) {
        if (!given.offer(connection)) {
            counters.increment(TcpCounters.Count.REFUSED_TOTAL);
            connection.end().run();
        } else if (closed) {
            refuseGiven();
        } else {
            selector.wakeup();
        }
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
                selector.select(this::ready, deferred.waitMillis(SWEEP_MILLIS));
                takeGiven();
                long now = System.nanoTime();
                deferred.goOn(now);
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
        began();
        if (key.attachment() instanceof TcpListener own) {
            own.accept(accepted -> welcome(accepted, true));
        } else if (key.attachment() instanceof TcpConnection connection) {
            serve(key, connection);
        }
    }

    private void began() {
        if (roundBegan.getPlain() == NONE) {
            roundBegan.setRelease(System.nanoTime());
        }
    }

    private void takeGiven() {
        for (var next = given.poll(); next != null; next = given.poll()) {
            began();
            welcome(next, false);
        }
    }

    private void welcome(SharedPortConnection arrived, boolean own) {
        connections.toMakeRoom().ifPresent(oldest -> end(oldest, Ending.CROWDED));
        connections
                .take(
                        arrived,
                        own,
                        connection -> (bytes, offset, length) -> received(connection, bytes, offset, length))
                .ifPresent(connection -> {
                    try {
                        endIfNeeded(connection, connection.readBegin(arrived.begin()));
                    } catch (Throwable defect) {
                        gaveUp(connection, defect);
                    }
                });
    }

    private void serve(SelectionKey key, TcpConnection connection) {
        try {
            if (key.isWritable()) {
                connection.sendKept(System.nanoTime());
            }
            if (key.isReadable()) {
                read(connection, System.nanoTime());
            }
        } catch (CancelledKeyException closedByOthers) {
            end(connection, Ending.PEER);
        } catch (Throwable defect) {
            gaveUp(connection, defect);
        }
    }

    private void read(TcpConnection connection, long nowNanos) {
        if (!mayBeRead(connection, nowNanos)) {
            defer(connection, TcpCounters.Count.DEFERRED_FAST, nowNanos);
        } else if (!handler.hasRoom(connection.address())) {
            defer(connection, TcpCounters.Count.DEFERRED_BUSY, nowNanos);
        } else {
            endIfNeeded(connection, connection.read(buffer));
        }
    }

    private boolean readDeferred(TcpConnection connection, long nowNanos) {
        began();
        try {
            if (!mayBeRead(connection, nowNanos) || !handler.hasRoom(connection.address())) {
                return false;
            }
            endIfNeeded(connection, connection.read(buffer));
        } catch (Throwable defect) {
            gaveUp(connection, defect);
        }
        return true;
    }

    private boolean mayBeRead(TcpConnection connection, long nowNanos) {
        if (!connection.isProven()) {
            connection.proven(handler.allowance(connection.address()), nowNanos);
        }
        return connection.mayBeRead(nowNanos);
    }

    private void defer(TcpConnection connection, TcpCounters.Count why, long nowNanos) {
        counters.increment(why);
        deferred.add(connection, nowNanos);
    }

    private void gaveUp(TcpConnection connection, Throwable defect) {
        defects.met("a connection", defect);
        end(connection, Ending.PEER);
    }

    private void endIfNeeded(TcpConnection connection, Ending ending) {
        if (ending != Ending.NONE) {
            end(connection, ending);
        } else if (connection.unprovenPackets() > MOST_UNPROVEN_PACKETS) {
            end(connection, Ending.FLOOD);
        }
    }

    private void received(TcpConnection connection, byte[] bytes, int offset, int length) {
        counters.increment(TcpCounters.Count.PACKETS_IN);
        if (!connection.isProven()) {
            connection.proven(handler.allowance(connection.address()), System.nanoTime());
        }
        if (connection.isProven() || connection.unprovenPacket() <= MOST_UNPROVEN_PACKETS) {
            connection.packet(length);
            // One without a byte (RFC 4571 2) says nothing, and costs what any other does.
            if (length > 0) {
                handler.received(bytes, offset, length, connection.address());
            }
        }
    }

    private void sweep(long nowNanos) {
        listener.ifPresent(TcpListener::goOn);
        for (TcpConnection connection : connections.all()) {
            connection.proven(handler.allowance(connection.address()), nowNanos);
            connection.dropLate(nowNanos);
            if (!connection.isOpen()) {
                end(connection, Ending.PEER);
            } else if (nowNanos - connection.provenNanos() > limits.patience().toNanos()) {
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
        refuseGiven();
        listener.ifPresent(TcpListener::close);
        try {
            selector.close();
        } catch (IOException _) {
            // nothing is left to be done with it
        }
    }

    private void refuseGiven() {
        for (var next = given.poll(); next != null; next = given.poll()) {
            next.end().run();
        }
    }
}
