package org.livechat.media;

import java.net.InetSocketAddress;
import org.livechat.transport.DatagramHandler;
import org.livechat.transport.DatagramPort;

/** A port without a network: hands in one and the same sender's packets as fast as they are asked for. */
final class ScriptedPort implements DatagramPort {
    /** Writes the next packet into a buffer and returns its length. */
    interface Source {
        int next(byte[] buffer);
    }

    private final byte[] in = new byte[MAX_DATAGRAM_BYTES];
    private final byte[] out = new byte[MAX_DATAGRAM_BYTES];
    private final InetSocketAddress from;
    private final Source source;
    private long sent;

    ScriptedPort(InetSocketAddress from, Source source) {
        this.from = from;
        this.source = source;
    }

    long sent() {
        return sent;
    }

    @Override
    public InetSocketAddress localAddress() {
        return from;
    }

    @Override
    public int receive(DatagramHandler handler, int limit) {
        for (int i = 0; i < limit; i++) {
            handler.received(in, 0, source.next(in), from);
        }
        return limit;
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
    public void commit(int length, InetSocketAddress destination) {
        sent++;
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
    public void close() {
        // nothing is open
    }
}
