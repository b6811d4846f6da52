package org.livechat.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.concurrent.atomic.AtomicLong;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;

/**
 * Datagrams on their way out of a channel: gathered, and sent one behind the other. Each is a system call of its own all the
 * same, but finds what the kernel needs for it in the processor's caches; by turns with the work on the next datagram, a call
 * costs some hundred nanoseconds more. Owned by one thread.
 */
final class NioOutgoing {
    private static final int BATCH = 64;

    private final DatagramChannel channel;
    // The channel copies through memory outside the heap; given some, it needs no copy of its own.
    private final ByteBuffer memory = ByteBuffer.allocateDirect(BATCH * DatagramPort.MAX_DATAGRAM_BYTES);
    private final PeerAddress[] destinations = new PeerAddress[BATCH];
    private final int[] ends = new int[BATCH];
    private final AtomicLong sentMessages = new AtomicLong();
    private int datagrams;
    private int used;

    NioOutgoing(DatagramChannel channel) {
        this.channel = channel;
    }

    /** Takes a datagram; returns how many could not be sent, if the batch had to go out for it. */
    int add(byte[] buffer, int length, PeerAddress destination) {
        int failed = datagrams == BATCH ? flush() : 0;
        memory.put(used, buffer, 0, length);
        used += length;
        ends[datagrams] = used;
        destinations[datagrams++] = destination;
        return failed;
    }

    /** Sends what was gathered; returns how many datagrams the kernel did not take. */
    int flush() {
        int failed = 0;
        int start = 0;
        for (int i = 0; i < datagrams; i++) {
            failed += send(start, ends[i], destinations[i]) ? 0 : 1;
            start = ends[i];
        }
        // One writer, so that no read-modify-write cycle of the bus is needed.
        sentMessages.setOpaque(sentMessages.getPlain() + datagrams - failed);
        memory.clear();
        datagrams = 0;
        used = 0;
        return failed;
    }

    // UDP drops what there is no room for, and so do we.
    private boolean send(int start, int end, PeerAddress destination) {
        memory.limit(end).position(start);
        try {
            return channel.send(memory, destination.toSocketAddress()) == end - start;
        } catch (IOException | UnsupportedAddressTypeException e) {
            return false;
        }
    }

    /** Datagrams that the kernel has taken. Any thread. */
    long sentMessages() {
        return sentMessages.getOpaque();
    }
}
