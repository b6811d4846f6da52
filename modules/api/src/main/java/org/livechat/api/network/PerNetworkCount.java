package org.livechat.api.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many of something each network has, up to a bound. A network is one IPv4 address or one IPv6 /64, which is what
 * one subscriber gets (RFC 6177). Thread-safe.
 */
public final class PerNetworkCount {
    private static final int IPV6_NETWORK_BYTES = 8;

    private final int bound;
    private final Map<ByteBuffer, Integer> counts = new ConcurrentHashMap<>();

    /** @param bound the most that one network may have at a time */
    public PerNetworkCount(int bound) {
        this.bound = bound;
    }

    /** Takes a place of the peer's network; empty when it has none left. */
    public Optional<Place> enter(InetAddress peer) {
        ByteBuffer network = networkOf(peer);
        AtomicBoolean entered = new AtomicBoolean();
        counts.compute(network, (_, count) -> {
            int before = count == null ? 0 : count;
            entered.set(before < bound);
            return entered.get() ? Integer.valueOf(before + 1) : count;
        });
        return entered.get() ? Optional.of(new Place(network)) : Optional.empty();
    }

    static ByteBuffer networkOf(InetAddress peer) {
        byte[] address = peer.getAddress();
        return ByteBuffer.wrap(peer instanceof Inet6Address ? Arrays.copyOf(address, IPV6_NETWORK_BYTES) : address);
    }

    /** A place that is given back by closing it. */
    public final class Place implements AutoCloseable {
        private final ByteBuffer network;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Place(ByteBuffer network) {
            this.network = network;
        }

        /** Gives the place back; a second call does nothing. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                counts.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
            }
        }
    }
}
