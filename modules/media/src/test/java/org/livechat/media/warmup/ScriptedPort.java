package org.livechat.media.warmup;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;

/** A port without a network: hands in one and the same sender's packets as fast as they are asked for. */
final class ScriptedPort implements DatagramPort {
    /** Writes the next packet into a buffer and returns its length; a negative one ends a batch. */
    interface Source {
        int next(byte[] buffer, int offset);
    }

    private static final int BATCH = 64;

    private final byte[] in = new byte[BATCH * MAX_DATAGRAM_BYTES];
    private final byte[] out = new byte[MAX_DATAGRAM_BYTES];
    private final PeerAddress from;
    private final Source source;
    private @Nullable PeerAddress otherFrom;
    private byte[] other = {};
    private long sent;
    private long sentBytes;

    ScriptedPort(PeerAddress from, Source source) {
        this.from = from;
        this.source = source;
    }

    long sent() {
        return sent;
    }

    long sentBytes() {
        return sentBytes;
    }

    /** Hands in a datagram of somebody else next. */
    void next(PeerAddress from, byte[] datagram) {
        otherFrom = from;
        other = datagram;
    }

    @Override
    public InetSocketAddress localAddress() {
        return from.toSocketAddress();
    }

    @Override
    public int receiveBufferBytes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int receive(DatagramHandler handler, int limit) {
        int count = 0;
        if (otherFrom != null) {
            handler.received(other, 0, other.length, otherFrom);
            otherFrom = null;
        }
        while (count < Math.min(limit, BATCH)) {
            int offset = count * MAX_DATAGRAM_BYTES;
            int length = source.next(in, offset);
            if (length < 0) {
                break;
            }
            handler.received(in, offset, length, from);
            count++;
        }
        return count;
    }

    @Override
    public void await(long nanos) {
        // there is always something
    }

    @Override
    public void wakeUp() {
        // nobody sleeps
    }

    @Override
    public byte[] slotBuffer() {
        return out;
    }

    @Override
    public int slotOffset() {
        return 0;
    }

    @Override
    public void commit(int length, PeerAddress destination) {
        sent++;
        sentBytes += length;
    }

    @Override
    public void flush() {
        // sent already
    }

    @Override
    public long sendFailures() {
        return 0;
    }

    @Override
    public long messagesSent() {
        return 0;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
