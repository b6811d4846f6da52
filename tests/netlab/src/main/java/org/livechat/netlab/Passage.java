package org.livechat.netlab;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/** One direction of a person's network: a link, and the packets that are on it now. Used by the relay's thread. */
final class Passage {
    static final long NOTHING = Long.MAX_VALUE;

    /** Of IPv4 and UDP: they take their share of a limited link. */
    private static final int HEADER_BYTES = 28;
    /** The selector counts milliseconds: what is due within half of one is sent now. */
    private static final long EARLY_NANOS = 500_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final PriorityQueue<Due> underWay = new PriorityQueue<>();
    private Impairment impairment = Impairment.NONE;
    private ImpairedLink link = new ImpairedLink(impairment, 0);
    private LinkCounts before = LinkCounts.ZERO;
    private long taken;

    boolean restart(Impairment another, long seed) {
        underWay.clear();
        impairment = another;
        link = new ImpairedLink(another.withoutLoss(), seed);
        before = LinkCounts.ZERO;
        return true;
    }

    boolean begin() {
        before = link.counts();
        link.change(impairment);
        return true;
    }

    boolean change(Impairment another) {
        impairment = another;
        link.change(another);
        return true;
    }

    LinkCounts counts() {
        return link.counts().since(before);
    }

    /** Takes a packet that is to go through a socket to an address, once the link has let it through. */
    void take(ByteBuffer received, DatagramChannel through, SocketAddress to) {
        OptionalLong due = link.send(System.nanoTime(), received.remaining() + HEADER_BYTES);
        if (due.isPresent()) {
            byte[] packet = new byte[received.remaining()];
            received.get(packet);
            underWay.add(new Due(due.getAsLong(), taken++, packet, through, to));
        }
    }

    void deliver() throws IOException {
        long now = System.nanoTime();
        for (Due next = underWay.peek(); next != null && next.atNanos <= now + EARLY_NANOS; next = underWay.peek()) {
            underWay.remove();
            try {
                next.through.send(ByteBuffer.wrap(next.packet), next.to);
            } catch (SocketException | ClosedChannelException gone) {
                // nobody is there any more: as on a real network, the packet is gone
            }
        }
    }

    long untilNextMillis() {
        Due next = underWay.peek();
        return next == null ? NOTHING : Math.max(0, (next.atNanos - System.nanoTime()) / NANOS_PER_MILLI);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Due(long atNanos, long order, byte[] packet, DatagramChannel through, SocketAddress to)
            implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return atNanos == other.atNanos ? Long.compare(order, other.order) : Long.compare(atNanos, other.atNanos);
        }
    }
}
