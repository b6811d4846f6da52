package org.livechat.media.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.livechat.api.network.PerNetworkCount;
import org.livechat.api.transport.PeerAddress;

/** The connections that are open, by what packets go to. Changed by the port's thread, read by any. */
final class TcpConnections {
    /** What the kernel keeps of what a client has not confirmed: the less, the sooner it shows that a client does not keep up. */
    private static final int SEND_BUFFER_BYTES = 32 << 10;

    /** What may wait for all clients together. */
    private static final long MOST_WAITING_BYTES = 32L << 20;

    private final TcpLimits limits;
    private final TcpCounters counters;
    private final Selector selector;
    private final PerNetworkCount networks;
    private final BacklogMemory memory = new BacklogMemory(MOST_WAITING_BYTES);
    private final Map<PeerAddress, TcpConnection> open = new ConcurrentHashMap<>();
    private long accepted;

    TcpConnections(TcpLimits limits, TcpCounters counters, Selector selector) {
        this.limits = limits;
        this.counters = counters;
        this.selector = selector;
        this.networks = new PerNetworkCount(limits.connectionsPerNetwork());
    }

    /** Takes a connection, or closes it at once if there are too many. */
    void take(SocketChannel channel, TcpConnection.PacketHandlers handlers) {
        try {
            var address = (InetSocketAddress) channel.getRemoteAddress();
            if (open.size() >= limits.connections()) {
                refuse(channel, TcpCounters.Count.REFUSED_TOTAL);
                return;
            }
            Optional<PerNetworkCount.Place> place = networks.enter(address.getAddress());
            if (place.isEmpty()) {
                refuse(channel, TcpCounters.Count.REFUSED_NETWORK);
                return;
            }
            add(channel, PeerAddress.of(address).onStream(++accepted), place.get(), handlers);
        } catch (IOException gone) {
            close(channel);
        }
    }

    private void add(
            SocketChannel channel,
            PeerAddress address,
            PerNetworkCount.Place place,
            TcpConnection.PacketHandlers handlers)
            throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
            open.put(address, new TcpConnection(channel, selector, address, place, memory, counters, handlers));
            counters.increment(TcpCounters.Count.ACCEPTED);
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private void refuse(SocketChannel channel, TcpCounters.Count why) {
        counters.increment(why);
        close(channel);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // it has gone, which is what is wanted
        }
    }

    /** Ends one; false if it had ended. */
    boolean end(TcpConnection connection) {
        connection.close();
        return open.remove(connection.address(), connection);
    }

    Collection<TcpConnection> all() {
        return open.values();
    }

    int size() {
        return open.size();
    }

    long waitingBytes() {
        return memory.used();
    }

    FrameSender sender() {
        return new FrameSender(open);
    }
}
