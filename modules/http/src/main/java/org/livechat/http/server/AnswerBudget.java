package org.livechat.http.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes of answers that wait to be read. An array that is sent to many is in memory once, and counted once. A network may have as many
 * bytes waiting as are still free, so that who has most is refused first when they run out (the dynamic threshold of shared-memory
 * switches, Choudhury and Hahne 1998). Thread-safe.
 */
final class AnswerBudget {
    private static final int IPV6_NETWORK_BYTES = 8;

    private final long most;
    private final ReentrantLock lock = new ReentrantLock();
    private final IdentityHashMap<byte[], Integer> arrays = new IdentityHashMap<>();
    private final Map<ByteBuffer, Long> networks = new HashMap<>();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unread = new LongAdder();
    private long waiting;

    /** @param most how many bytes may wait */
    AnswerBudget(long most) {
        this.most = most;
    }

    /**
     * Takes what an answer needs; empty when there is not enough.
     *
     * @param client who has to read it
     * @param content all of it is counted that the array behind it holds; what has none belongs to somebody else
     */
    @SuppressWarnings("ByteBufferBackingArray") // all of the array is kept, wherever in it the content is
    Optional<Place> take(Optional<InetAddress> client, ByteBuffer content) {
        byte[] array = content.hasArray() ? content.array() : new byte[0];
        ByteBuffer network = client.map(AnswerBudget::networkOf).orElse(ByteBuffer.allocate(0));
        lock.lock();
        try {
            long own = networks.getOrDefault(network, 0L);
            long needed = arrays.containsKey(array) ? 0 : array.length;
            if (needed > 0 && own + needed > most - waiting) {
                refused.increment();
                return Optional.empty();
            }
            arrays.merge(array, 1, Integer::sum);
            networks.put(network, own + needed);
            waiting += needed;
            return Optional.of(new Place(network, array, needed));
        } finally {
            lock.unlock();
        }
    }

    private static ByteBuffer networkOf(InetAddress client) {
        byte[] address = client.getAddress();
        return ByteBuffer.wrap(client instanceof Inet6Address ? Arrays.copyOf(address, IPV6_NETWORK_BYTES) : address);
    }

    /** What an answer has taken. */
    final class Place {
        private final ByteBuffer network;
        private final byte[] array;
        private final long own;

        private Place(ByteBuffer network, byte[] array, long own) {
            this.network = network;
            this.array = array;
            this.own = own;
        }

        /** It has been read, or never will be. Called once. */
        void giveBack() {
            lock.lock();
            try {
                if (arrays.merge(array, -1, Integer::sum) == 0) {
                    arrays.remove(array);
                    waiting -= array.length;
                }
                if (networks.merge(network, -own, Long::sum) == 0) {
                    networks.remove(network);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    void countUnread() {
        unread.increment();
    }

    /** How many bytes wait now. */
    long waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** How many answers were refused for it, since the start. */
    long refused() {
        return refused.sum();
    }

    /** How many connections were closed because their clients did not read, since the start. */
    long unread() {
        return unread.sum();
    }
}
