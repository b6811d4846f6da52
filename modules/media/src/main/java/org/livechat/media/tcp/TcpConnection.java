package org.livechat.media.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.livechat.api.network.PerNetworkCount;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.transport.SharedPortConnection;
import org.livechat.rtc.frame.FrameReader;
import org.livechat.rtc.frame.PacketHandler;

/**
 * One connection: the packets that come in it, and those that go out. Read by the port's thread; any thread may send. A thread that
 * sends waits for no network: what the connection does not take goes to its backlog, which the port's thread empties.
 */
final class TcpConnection {
    /**
     * Bytes after which the kernel is asked whether it has sent what it has. {@code TCP_NOTSENT_LOWAT} alone does not bound that: it keeps
     * a connection from another segment, and not from more in the last one, which becomes as large as half of the other end's window.
     */
    private static final int ASKED_AFTER_BYTES = 4096;

    /** Bytes that are written before the kernel has said so: more than most packets of a picture, and two seconds of a voice. */
    private static final int MOST_UNASKED_BYTES = 8192;

    private final SocketChannel channel;
    private final Runnable ending;
    private final SelectionKey key;
    private final PeerAddress address;
    private final PerNetworkCount.Place place;
    private final TcpCounters counters;

    // of the port's thread
    private final FrameReader reader;
    private long provenNanos;
    private boolean proven;
    private int unprovenPackets;
    private ReadAllowance allowance;

    private final boolean unsentIsLimited;

    // guarded by this
    private final Backlog backlog;
    private int unasked;
    private boolean closed;

    /**
     * @param unsentIsLimited whether it counts as writable only while the kernel has little that is not sent yet
     * @param ofStrangers how much is read of it and others together until a client has proved to be there
     */
    TcpConnection(
            SharedPortConnection arrived,
            boolean unsentIsLimited,
            Selector selector,
            PeerAddress address,
            PerNetworkCount.Place place,
            BacklogMemory memory,
            ReadAllowance ofStrangers,
            TcpCounters counters,
            PacketHandlers handlers)
            throws IOException {
        this.channel = arrived.channel();
        this.ending = arrived.end();
        this.unsentIsLimited = unsentIsLimited;
        this.address = address;
        this.place = place;
        this.backlog = new Backlog(memory);
        this.counters = counters;
        this.reader = new FrameReader(DatagramPort.MAX_DATAGRAM_BYTES, handlers.of(this));
        this.provenNanos = System.nanoTime();
        this.allowance = ofStrangers;
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Makes what takes the packets of a connection. */
    interface PacketHandlers {
        PacketHandler of(TcpConnection connection);
    }

    PeerAddress address() {
        return address;
    }

    /** Whether a client has proved to be there; the port's thread, as all that follow up to {@link #send}. */
    boolean isProven() {
        return proven;
    }

    /**
     * Notes whether a client has proved to be there. From then on it is read as that client is, also while the client has proved to be at
     * so many others since that this one is not among its addresses.
     *
     * @param ofClient how much is read of the client; null if there is none
     */
    void proven(@Nullable ReadAllowance ofClient, long nowNanos) {
        proven = ofClient != null;
        if (ofClient != null) {
            allowance = ofClient;
            unprovenPackets = 0;
            provenNanos = nowNanos;
        }
    }

    /** Since when nobody has proved to be there. */
    long provenNanos() {
        return provenNanos;
    }

    /** Counts a packet that came while nobody had proved to be there; returns how many that are. */
    int unprovenPacket() {
        return ++unprovenPackets;
    }

    int unprovenPackets() {
        return unprovenPackets;
    }

    /** Whether it, and all that share its allowance, have sent no more than is read of them. */
    boolean mayBeRead(long nowNanos) {
        return allowance.isLeft(nowNanos);
    }

    /** Notes a packet that came of it. */
    void packet(int bytes) {
        allowance.packet(bytes);
    }

    /** Wants to know when something can be read, or does not want to. */
    void awaitPackets(boolean awaited) {
        await(SelectionKey.OP_READ, awaited);
    }

    /** Reads once, and hands over the packets that are whole; gives why the connection has to end, if it has to. */
    Ending read(ByteBuffer buffer) {
        buffer.clear();
        int count;
        try {
            count = channel.read(buffer);
        } catch (IOException broken) {
            count = -1;
        }
        if (count < 0) {
            return Ending.PEER;
        }
        return readBegin(buffer.flip());
    }

    /** The same with bytes which somebody else has read, before all others. */
    Ending readBegin(ByteBuffer bytes) {
        allowance.read(bytes.remaining());
        return reader.read(bytes) ? Ending.NONE : Ending.TOO_LONG;
    }

    /** False once somebody else has closed it. */
    boolean isOpen() {
        return channel.isOpen();
    }

    /**
     * Sends a frame, or a part of it, and keeps the rest. Any thread.
     *
     * @param frame from its position 0 on
     * @param picture whether it lets all that is none pass
     */
    synchronized void send(ByteBuffer frame, boolean picture, long nowNanos) {
        if (closed) {
            return;
        }
        if (!backlog.isEmpty() || !mayWrite()) {
            counters.add(TcpCounters.Count.DROPPED_LATE, backlog.dropLate(nowNanos));
            keep(frame, picture, nowNanos);
            return;
        }
        boolean awaited = isAsked();
        write(frame);
        boolean isWhole = !frame.hasRemaining();
        if (!isWhole) {
            keep(frame, picture, nowNanos);
        }
        if (!awaited && (!isWhole || isAsked())) {
            awaitRoom(true);
            key.selector().wakeup();
        }
    }

    /** The kernel takes more: sends of what is kept as much as is taken, and is not too late. */
    synchronized void sendKept(long nowNanos) {
        if (closed) {
            return;
        }
        unasked = 0;
        counters.add(TcpCounters.Count.DROPPED_LATE, backlog.dropLate(nowNanos));
        for (ByteBuffer next = backlog.first(); next != null; next = backlog.first()) {
            if (!mayWrite()) {
                return;
            }
            write(next);
            if (next.hasRemaining()) {
                return;
            }
            backlog.removeFirst();
        }
        if (!isAsked()) {
            awaitRoom(false);
        }
    }

    private boolean isAsked() {
        return unasked >= ASKED_AFTER_BYTES;
    }

    private boolean mayWrite() {
        return unasked < MOST_UNASKED_BYTES;
    }

    private void awaitRoom(boolean awaited) {
        await(SelectionKey.OP_WRITE, awaited);
    }

    private void await(int operation, boolean awaited) {
        try {
            if (awaited) {
                key.interestOpsOr(operation);
            } else {
                key.interestOpsAnd(~operation);
            }
        } catch (CancelledKeyException closing) {
            // Somebody else has just closed it, which the port's thread will see.
        }
    }

    /** Throws away what is kept and too late. */
    synchronized void dropLate(long nowNanos) {
        counters.add(TcpCounters.Count.DROPPED_LATE, backlog.dropLate(nowNanos));
    }

    private void keep(ByteBuffer frame, boolean picture, long nowNanos) {
        counters.add(TcpCounters.Count.DROPPED_FULL, backlog.add(frame, picture, nowNanos));
    }

    // A connection that is broken takes everything: reading will tell that it has ended.
    private void write(ByteBuffer frame) {
        try {
            int written = channel.write(frame);
            unasked = unsentIsLimited ? unasked + written : 0;
        } catch (IOException broken) {
            frame.position(frame.limit());
        }
    }

    synchronized void close() {
        closed = true;
        backlog.clear();
        place.close();
        ending.run();
    }
}
