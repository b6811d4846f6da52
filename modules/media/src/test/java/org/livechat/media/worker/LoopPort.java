package org.livechat.media.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.port.UnpluggedPort;

/** Hands in what a test puts in, and keeps what is sent, a destination. */
final class LoopPort extends UnpluggedPort {
    // Its bytes are the test's own.
    @SuppressWarnings("ArrayRecordComponent")
    private record Datagram(PeerAddress from, byte[] bytes) {}

    private final Deque<Datagram> in = new ArrayDeque<>();
    private final Map<PeerAddress, List<byte[]>> out = new HashMap<>();
    private final Set<PeerAddress> broken = new HashSet<>();
    private final byte[] buffer = new byte[64 * MAX_DATAGRAM_BYTES];

    void put(PeerAddress from, byte[] bytes) {
        in.add(new Datagram(from, bytes));
    }

    /** What was sent to a destination since this was asked last. */
    List<byte[]> take(PeerAddress destination) {
        List<byte[]> sent = out.remove(destination);
        return sent == null ? List.of() : sent;
    }

    @Override
    public int receive(DatagramHandler handler, int limit) {
        int count = 0;
        for (; count < Math.min(limit, 64) && !in.isEmpty(); count++) {
            Datagram next = in.remove();
            int offset = count * MAX_DATAGRAM_BYTES;
            System.arraycopy(next.bytes(), 0, buffer, offset, next.bytes().length);
            handler.received(buffer, offset, next.bytes().length, next.from());
        }
        return count;
    }

    /** From here on what goes to a destination brings out a defect, or no more. */
    void breaks(PeerAddress destination, boolean now) {
        if (now) {
            broken.add(destination);
        } else {
            broken.remove(destination);
        }
    }

    boolean hasMore() {
        return !in.isEmpty();
    }

    @Override
    public void commit(int length, PeerAddress destination) {
        if (broken.contains(destination)) {
            throw new AssertionError("a defect of the test's, of one way out");
        }
        out.computeIfAbsent(destination, key -> new ArrayList<>()).add(Arrays.copyOf(slotBuffer(), length));
    }

    @Override
    public void close() {
        in.clear();
    }
}
