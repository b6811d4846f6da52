package org.livechat.media.warmup;

import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.port.UnpluggedPort;

/** Hands in one and the same sender's packets as fast as they are asked for. */
final class ScriptedPort extends UnpluggedPort {
    /** Writes the next packet into a buffer and returns its length; a negative one ends a batch. */
    interface Source {
        int next(byte[] buffer, int offset);
    }

    private static final int BATCH = 64;

    private final byte[] in = new byte[BATCH * MAX_DATAGRAM_BYTES];
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
    public void commit(int length, PeerAddress destination) {
        sent++;
        sentBytes += length;
    }
}
